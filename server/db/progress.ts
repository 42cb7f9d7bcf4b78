/** One step of a start: reported without `seconds` when it begins and with them when it ends. */
interface Progress {
  step: string;
  detail?: string;
  seconds?: number;
}

export type OnProgress = (progress: Progress) => void;

export async function timed<T>(onProgress: OnProgress | undefined, step: string, work: () => Promise<T>): Promise<T> {
  onProgress?.({ step });
  const startMs = performance.now();
  const result = await work();
  onProgress?.({ step, seconds: Math.round((performance.now() - startMs) / 100) / 10 });
  return result;
}
