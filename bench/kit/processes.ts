import { readFileSync } from 'node:fs'

const TICKS_A_SECOND = 100

/** CPU seconds, user and system, that a process has used so far (Linux). */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND
}

/** Resident memory of a process in MiB (Linux). */
export function rssMb(pid: number): number {
  const line = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(line?.[1] ?? Number.NaN) / 1024
}

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))
