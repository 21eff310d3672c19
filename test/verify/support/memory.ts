/** Of a process, as the kernel tells it. */
export interface Memory {
  /** Resident now and at most, in MiB. */
  readonly residentMiB: number;
  readonly peakMiB: number;
}

/** @param status text of /proc/PID/status */
export const memoryIn = (status: string): Memory => {
  const mib = (field: string): number => Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0) / 1024;
  return { residentMiB: mib('VmRSS'), peakMiB: mib('VmHWM') };
};
