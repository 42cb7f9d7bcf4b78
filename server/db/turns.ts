interface Waiting {
  take: () => void;
  reject: (error: Error) => void;
}

/** Lets one caller at a time pass, in the order of arrival. */
export class Turns {
  #isTaken = false;
  #round = 0;
  #waiting: Waiting[] = [];

  /**
   * Resolves with a function that passes the turn on; calling it twice does nothing.
   * @param maxWaitMs 0 = wait without limit
   */
  take(maxWaitMs: number, onTooLong: () => Error): Promise<() => void> {
    const pass = () => this.#passOnce();
    if (!this.#isTaken) {
      this.#isTaken = true;
      return Promise.resolve(pass());
    }
    return new Promise((resolve, reject) => {
      const entry: Waiting = {
        take: () => {
          clearTimeout(timer);
          resolve(pass());
        },
        reject: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      };
      const timer = maxWaitMs > 0 ? setTimeout(() => this.#giveUp(entry, onTooLong()), maxWaitMs) : undefined;
      this.#waiting.push(entry);
    });
  }

  /** Sends everybody away, the present holder included: what it passes on later has no effect. */
  clear(reason: Error): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#round++;
    this.#isTaken = false;
    for (const { reject } of waiting) reject(reason);
  }

  #giveUp(entry: Waiting, error: Error): void {
    this.#waiting = this.#waiting.filter((other) => other !== entry);
    entry.reject(error);
  }

  #passOnce(): () => void {
    const round = this.#round;
    let isPassed = false;
    return () => {
      if (isPassed || round !== this.#round) return;
      isPassed = true;
      const next = this.#waiting.shift();
      if (next) next.take();
      else this.#isTaken = false;
    };
  }
}
