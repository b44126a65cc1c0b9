import { sql } from 'kysely'
import type { MeterId, ReadingId } from '#shared/contract/ids'
import type { Reading, ReadingFinding, ReadingVerdict, ZoneValues } from '#shared/contract/reading'
import { type Judgement, judge, type ReadingLimits } from '#shared/rules/reading'
import type { Context } from '../../db/context.ts'
import { newId } from '../../db/newId.ts'
import { today } from '../calendar/index.ts'
import { dayKey, knownOf, lockMeters, type MeterInHand, telemetryOf } from './knownMeters.ts'
import { readLimits } from './limits.ts'
import { readingProcess } from './ports.ts'
import { receiveJudged } from './receiveReading.ts'
import { type Judged, type Known, writeAccepted } from './writeAccepted.ts'

export type Reject = { line: number; reasons: string[] }
export type Done = { accepted: number; repeated: number; inCheck: number; rejects: Reject[] }

/** What the lines of a portion are judged with; `waiting` are accepted and not written yet. */
type Bench = {
  meters: ReadonlyMap<MeterId, MeterInHand>
  telemetry: ReadonlyMap<string, ZoneValues>
  asked: Set<MeterId>
  verdictOf: (findings: readonly ReadingFinding[]) => Promise<ReadingVerdict>
  limits: ReadingLimits
  day: string
  waiting: Judged[]
}

/** Judges lines in their order, each against those before it, and writes what is accepted or goes to somebody. */
export async function decideLines(importId: string, known: readonly Known[], ctx: Context): Promise<Done> {
  const bench = await openBench(known, ctx)
  const done: Done = { accepted: 0, repeated: 0, inCheck: 0, rejects: [] }
  const write = async () => {
    done.accepted += bench.waiting.length
    await writeAccepted(importId, bench.waiting.splice(0), ctx)
  }
  for (const one of known) {
    const judged = judgeLine(one, bench)
    if (!judged) continue
    const verdict = await bench.verdictOf(judged.findings)
    if (judged.findings.includes('duplicate')) done.repeated++
    else if (goesAlone(one, judged, verdict, bench)) {
      // what this one may take the place of must be there
      if (bench.waiting.some(({ meterId }) => meterId === one.meterId)) await write()
      count(done, one, await receiveAlone(one, judged, bench, ctx))
    } else if (verdict === 'askAgain') done.rejects.push({ line: one.line, reasons: judged.findings })
    else {
      bench.waiting.push({ ...one, ...judged, id: newId<ReadingId>() })
      remember(one, judged, bench)
    }
  }
  await write()
  return done
}

async function openBench(known: readonly Known[], ctx: Context): Promise<Bench> {
  const limits = await readLimits(ctx)
  const ids = [...new Set(known.map(({ meterId }) => meterId))]
  const locked = await lockMeters(ids, limits.readingsRemembered, ctx)
  const days = known.map(({ meterId, parsed: { takenOn } }) => ({ meterId, takenOn }))
  return {
    meters: new Map(locked.map((meter) => [meter.id, meter])),
    telemetry: await telemetryOf(days, ctx),
    asked: await askedAmong(ids, ctx),
    verdictOf: verdicts(ctx),
    limits,
    day: await today(ctx),
    waiting: [],
  }
}

function judgeLine({ meterId, parsed }: Known, { meters, telemetry, limits, day }: Bench): Judgement | null {
  const meter = meters.get(meterId)
  const read = telemetry.get(dayKey({ meterId, takenOn: parsed.takenOn })) ?? null
  return meter ? judge(parsed, knownOf(meter, read), limits, day) : null
}

/** For a specialist, for whoever asked for it, or in the place of another: not with the rest. */
const goesAlone = ({ meterId }: Known, { findings }: Judgement, verdict: ReadingVerdict, { asked }: Bench): boolean =>
  verdict === 'check' || asked.has(meterId) || (verdict !== 'askAgain' && findings.includes('otherOfSameDay'))

async function receiveAlone(one: Known, judged: Judgement, bench: Bench, ctx: Context): Promise<Reading> {
  const given = { ...one.parsed, meterId: one.meterId, channel: 'import' as const, interactionId: null }
  const reading = await receiveJudged(given, judged, ctx)
  if (reading.state === 'accepted') remember(one, judged, bench)
  if (reading.state !== 'askedAgain') bench.asked.delete(one.meterId)
  return reading
}

function count(done: Done, { line }: Known, { state, findings }: Reading): void {
  if (state === 'accepted') done.accepted++
  else if (state === 'inCheck') done.inCheck++
  else done.rejects.push({ line, reasons: findings })
}

/** The next line of the same meter is judged against this one, which takes the place of another of its day. */
function remember(
  { meterId, parsed: { takenOn, values } }: Known,
  { consumptionKwh }: Judgement,
  { meters }: Bench,
): void {
  const meter = meters.get(meterId)
  if (!meter) return
  const others = meter.accepted.filter((one) => one.takenOn !== takenOn)
  meter.accepted = [...others, { takenOn, values, consumptionKwh }].sort((a, b) => (a.takenOn < b.takenOn ? 1 : -1))
}

/** The table says the same to the same findings: it is asked once for each set of them. */
function verdicts(ctx: Context): Bench['verdictOf'] {
  const known = new Map<string, Promise<ReadingVerdict>>()
  return (findings) => {
    const key = findings.join(' ')
    const verdict = known.get(key) ?? readingProcess().decide({ findings, attempt: 1 }, ctx)
    known.set(key, verdict)
    return verdict
  }
}

async function askedAmong(ids: readonly MeterId[], ctx: Context): Promise<Set<MeterId>> {
  const { rows } = await sql<{ id: MeterId }>`
    select meter_id as id from reading where meter_id = any(${ids}::uuid[]) and state = 'askedAgain'`.execute(ctx.tx)
  return new Set(rows.map(({ id }) => id))
}
