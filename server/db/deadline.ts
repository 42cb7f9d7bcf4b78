/** A timer that fires this much later than asked shows that our own thread was busy, in ms. */
const LATE_MS = 50;

/**
 * Settles as `work` does, or rejects with the error of `onExpired` once `deadlineMs` have passed.
 * Time in which our own thread was busy (a long parse, a suspended machine) is not counted, since
 * no answer could be read in it.
 * @param deadlineMs 0 = no limit
 */
export function withDeadline<T>(deadlineMs: number, work: Promise<T>, onExpired: () => Error): Promise<T> {
  if (deadlineMs === 0) return work;
  return new Promise((resolve, reject) => {
    let isSettled = false;
    let timer: NodeJS.Timeout;
    const wait = (waitMs: number) => {
      const dueMs = performance.now() + waitMs;
      timer = setTimeout(() => {
        const lateMs = performance.now() - dueMs;
        // An answer that has arrived is read after the timers, so even a punctual one lets it pass.
        if (lateMs > LATE_MS) wait(Math.min(lateMs, deadlineMs));
        else setImmediate(() => setImmediate(expire));
      }, waitMs);
    };
    const expire = () => {
      if (!isSettled) reject(onExpired());
    };
    const settle = () => {
      isSettled = true;
      clearTimeout(timer);
    };
    wait(deadlineMs);
    work.then(
      (value) => {
        settle();
        resolve(value);
      },
      (error: unknown) => {
        settle();
        reject(error);
      },
    );
  });
}
