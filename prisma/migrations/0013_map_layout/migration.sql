-- CreateTable
CREATE TABLE "map_layout" (
    "version" BIGINT NOT NULL,
    "positions" JSONB NOT NULL,

    CONSTRAINT "map_layout_pkey" PRIMARY KEY ("version")
);
