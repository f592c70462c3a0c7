import { authHandler } from "@/lib/people/auth-handler";

export const GET = authHandler;
export const POST = authHandler;
