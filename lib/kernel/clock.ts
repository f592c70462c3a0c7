/**
 * The clock of this process or device: for timers, waiting and showing "now". What is recorded has the database's time.
 * Safe in the browser.
 */
export const clockNow = (): Date => new Date();

/** How far this device's clock is ahead of the server's, in milliseconds, judged by a moment the server just named. */
export const clockLead = (serverNow: Date): number => clockNow().getTime() - serverNow.getTime();
