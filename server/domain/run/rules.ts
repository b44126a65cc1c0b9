/** `P26-000123` */
export const runNumber = (year: number, running: number): string =>
  `P${String(year % 100).padStart(2, '0')}-${String(running).padStart(6, '0')}`
