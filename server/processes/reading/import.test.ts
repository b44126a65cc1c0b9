import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { beginImport, importPortion, listRejects } from '../../domain/reading/index.ts'
import { importReadingFile } from '../../setup/readingFile.ts'
import { DAY, makeReadingWorld, NOON, type ReadingWorld } from '../testing/readingWorld.ts'

let world: ReadingWorld
let folder: string
beforeEach(async () => {
  world = await makeReadingWorld()
  folder = await mkdtemp(join(tmpdir(), 'okno-readings-'))
  // the control compares with the day it is; a file of tests must mean the same on every day
  await sql`update setting set value = jsonb_set(value, '{window}', '{"fromDay": 1, "toDay": 31}') where name = 'readingLimits'`.execute(
    world.db,
  )
})
afterEach(async () => {
  await world.close()
  await rm(folder, { recursive: true, force: true })
})

const PAST = '2026-11-20'
async function fileOf(...lines: string[]) {
  const file = join(folder, 'readings.csv')
  await writeFile(file, ['account;meter;date;total;day;night', ...lines].join('\n'))
  return file
}
const take = (file: string) => importReadingFile({ db: world.db, file })
const rejectsOf = (importId: string) => world.asSystem((ctx) => listRejects({ importId }, ctx))

it('takes a file by the rules of every reading, and says of each line it did not take why', async () => {
  const file = await fileOf(
    `1004521;04512877;${PAST};10290;;`,
    `1004528;;20.11.2026;;520;310`,
    `1004521;04512877;${PAST};10290;;`,
    `1004521;04512877;2026-11-21;9000;;`,
    `1004521;07700112;${PAST};;530;320`,
    ';99999999;2026-11-20;5;;',
    'garbage',
    `;04512877;2026-10-20;9900;;`,
  )
  const done = await take(file)
  expect(done).toMatchObject({ linesDone: 8, accepted: 2, repeated: 1, inCheck: 1, rejected: 4, isEnded: true })
  expect(await rejectsOf(done.id)).toEqual([
    { line: 4, reasons: ['belowPrevious'] },
    { line: 5, reasons: ['meterUnknown'] },
    { line: 6, reasons: ['meterUnknown'] },
    { line: 7, reasons: ['malformed'] },
  ])
  expect((await world.handedOver()).map(({ number, zone, value }) => `${number} ${zone} ${value}`).sort()).toEqual([
    '04512877 total 10290',
    '07700112 day 520',
    '07700112 night 310',
  ])
  expect(await world.openTasks()).toMatchObject([
    { form: 'checkReading', note: 'уже приняты показания на более поздний день' },
  ])
  expect(await world.facts('readingsImported')).toHaveLength(1)
})

it('judges a line by the lines before it', async () => {
  const file = await fileOf(
    `;04512877;2026-11-18;10100;;`,
    `;04512877;2026-11-19;10050;;`,
    `;04512877;2026-11-20;10200;;`,
  )
  const done = await take(file)
  expect(done).toMatchObject({ accepted: 2, rejected: 1 })
  expect(await rejectsOf(done.id)).toEqual([{ line: 2, reasons: ['belowPrevious'] }])
  const [newest] = await world.readingsOf(world.single)
  expect(newest?.consumptionKwh === 100 || newest?.consumptionKwh === 200).toBe(true)
})

it('taken once more changes nothing', async () => {
  const file = await fileOf(`;04512877;${PAST};10290;;`, 'garbage')
  const first = await take(file)
  expect(await take(file)).toEqual(first)
  expect(await world.handedOver()).toHaveLength(1)
})

it('of the same readings in another file keeps them as they are', async () => {
  await take(await fileOf(`;04512877;${PAST};10290;;`))
  expect(await take(await fileOf(`1004521;04512877;${PAST};10290;;`))).toMatchObject({ accepted: 0, repeated: 1 })
  expect(await world.handedOver()).toHaveLength(1)
})

it('goes on after its last portion when it broke off, and two runs never do a line twice', async () => {
  const columns = ['meter', 'date', 'total']
  const lines = [`04512877;${PAST};10290`, `04512877;2026-11-21;10300`]
  const { id } = await world.asSystem((ctx) => beginImport({ sha256: Buffer.alloc(32, 1), name: 'a.csv' }, ctx))
  const portion = (from: number) => ({ importId: id, from, lines: lines.slice(from, from + 1), columns })
  await world.asSystem((ctx) => importPortion(portion(0), ctx), NOON)
  await expect(world.asSystem((ctx) => importPortion(portion(0), ctx), NOON)).rejects.toMatchObject({
    code: 'portionTaken',
  })
  const again = await world.asSystem((ctx) => beginImport({ sha256: Buffer.alloc(32, 1), name: 'a.csv' }, ctx))
  expect(again).toMatchObject({ id, linesDone: 1, accepted: 1 })
  await world.asSystem((ctx) => importPortion(portion(again.linesDone), ctx), NOON)
  expect((await world.handedOver()).map(({ value }) => value)).toEqual([10_290, 10_300])
})

it('brings the reading that a consumer was asked for', async () => {
  await world.give({ values: { total: 9_000 }, takenOn: '2026-11-19' })
  expect(await take(await fileOf(`;04512877;${PAST};10290;;`))).toMatchObject({ accepted: 1, inCheck: 0 })
  expect((await world.readingsOf(world.single)).map(({ state }) => state).slice(0, 2)).toContain('accepted')
  expect(await world.handedOver()).toMatchObject([{ value: 10_290, takenOn: PAST }])
})

it('refuses a file that says neither columns nor JSON', async () => {
  const file = join(folder, 'x.csv')
  await writeFile(file, `04512877;${DAY};10290\n`)
  await expect(take(file)).rejects.toThrow('first line')
})
