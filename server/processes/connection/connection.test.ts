import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ConnectionClass } from '#shared/contract/connection'
import { MONDAY } from '../testing/appealWorld.ts'
import { type ConnectionWorld, makeConnectionWorld } from '../testing/connectionWorld.ts'

let world: ConnectionWorld
beforeAll(async () => {
  world = await makeConnectionWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  await sql`delete from engine_timer`.execute(world.db)
})

const organization = { applicantKind: 'organization' as const, voltageKv: 10, distanceM: 800 }

describe('the way of an application', () => {
  it.each<[ConnectionClass, object, string]>([
    ['citizen15', {}, '2027-01-13T15:00:00.000Z'],
    ['citizen15', { distanceM: 16 }, '2027-05-24T15:00:00.000Z'],
    ['upTo150', { powerKw: 15.01 }, '2027-01-13T15:00:00.000Z'],
    ['upTo150', { ...organization, powerKw: 15 }, '2027-05-24T15:00:00.000Z'],
    ['upTo150', { ...organization, powerKw: 150 }, '2027-05-24T15:00:00.000Z'],
    ['upTo670', { ...organization, powerKw: 150.01 }, '2027-11-23T15:00:00.000Z'],
    ['upTo670', { ...organization, powerKw: 670 }, '2027-11-23T15:00:00.000Z'],
    ['above670', { ...organization, powerKw: 670.01 }, '2028-11-23T15:00:00.000Z'],
    ['temporary', { powerKw: 60, isTemporary: true }, '2026-12-14T15:00:00.000Z'],
  ])('of the class %s with %o ends with the act; the works are due %s', async (expected, about, worksDueAt) => {
    const id = await world.upToWorks({ about })
    expect(await world.look(id)).toMatchObject({ class: expected, stage: 'works', worksDueAt })
    expect((await world.openStep(id)).dueAt).toBe(worksDueAt)
    await world.choose(id, 'done')
    await world.ready(id)
    await world.choose(id, 'passed')
    const { feeKopecks, paidKopecks } = await world.look(id)
    if ((feeKopecks ?? 0) > paidKopecks) await world.pay(id, (feeKopecks ?? 0) - paidKopecks)
    await world.choose(id, 'ready', { actNumber: 'А-7', note: 'Счётчик опломбирован.' })
    const { case: closed, notices } = await world.opened(id)
    expect(closed).toMatchObject({
      status: 'closed',
      process: 'connection',
      answer: expect.stringContaining('Акт № А-7'),
    })
    expect(await world.look(id)).toMatchObject({ outcome: 'connected', actNumber: 'А-7', awaits: null })
    expect((await world.look(id)).steps.every(({ state }) => state === 'done')).toBe(true)
    expect(notices.at(-2)).toMatchObject({ status: 'answered', text: expect.stringContaining('Счётчик опломбирован.') })
  })

  it('tells the applicant at every turn what is awaited and until when', async () => {
    const id = await world.upToAct()
    await world.choose(id, 'ready', { actNumber: 'А-1' })
    const told = (await world.told(id)).map((text) => text.replace(/^Заявка на присоединение [\d-]+\. /, ''))
    expect(told).toEqual([
      'Заявка принята. Комплектность документов проверим до 26.11.2026.',
      'Договор № Т-1 и технические условия готовы. Плата 79\u00a0800,00 ₽. Подпишите договор до 07.12.2026, иначе заявка будет аннулирована.',
      'Договор подписан. До начала работ оплатите 79\u00a0800,00 ₽, срок до 30.11.2026, иначе заявка будет аннулирована. Платить можно частями.',
      'Оплата получена. Работы сетевой организации до 13.01.2027. Выполните свои работы и сообщите о готовности до 13.01.2027.',
      'Присоединение выполнено. Акт № А-1.',
      'Заявка закрыта.',
    ])
  })

  it('goes by the answers of the drawing: where it stands is seen on the diagram', async () => {
    const { id } = await world.apply()
    expect(await world.where(id)).toEqual(['checkDocuments'])
    await world.choose(id, 'complete')
    expect(await world.where(id)).toEqual(['prepareConditions'])
    await world.choose(id, 'ready', { conditions: 'От опоры № 7' })
    await world.choose(id, 'ready', { contractNumber: 'Т-2' })
    expect(await world.where(id)).toEqual(['awaitSigning'])
    await world.sign(id)
    await world.pay(id, 8_000_000)
    expect(await world.where(id)).toEqual(['awaitReadiness', 'gridWorks'])
    await world.ready(id)
    expect(await world.where(id)).toEqual(['gridWorks', 'worksJoin'])
    await world.choose(id, 'done')
    expect(await world.where(id)).toEqual(['inspect'])
  })

  it('gives the act by hand where the channel cannot, and only then is it answered', async () => {
    const id = await world.upToAct({ channel: 'paper', address: '420111, Казань, ул. Баумана, 12-44' })
    await world.choose(id, 'ready', { actNumber: 'А-3' })
    expect((await world.opened(id)).case).toMatchObject({ status: 'inWork', answeredAt: null })
    expect(await world.openStep(id)).toMatchObject({ form: 'handOver', note: expect.stringContaining('Акт № А-3') })
    await world.complete(id, { form: 'handOver', note: 'Вручено' }, MONDAY, world.staff.clerk)
    expect((await world.opened(id)).case).toMatchObject({ status: 'closed', answeredAt: expect.any(String) })
  })

  it('refuses a step that says too little, and leaves it open', async () => {
    const { id } = await world.apply()
    await expect(world.choose(id, 'missing', { missing: [] })).rejects.toMatchObject({
      code: 'formIncomplete',
      detail: { problems: { missing: 'missing' } },
    })
    expect(await world.where(id)).toEqual(['checkDocuments'])
  })
})

describe('missing documents', () => {
  const ask = async () => {
    const { id } = await world.apply()
    await world.choose(id, 'missing', { missing: ['plan', 'ownership'], demand: 'План нужен с подписью' })
    return id
  }
  it('are asked for by name, and their coming begins the check anew', async () => {
    const id = await ask()
    expect(await world.look(id)).toMatchObject({
      stage: 'completeness',
      awaits: 'documents',
      awaitsUntil: '2026-12-21T15:00:00.000Z',
      demand: 'План нужен с подписью',
    })
    expect((await world.told(id)).at(-1)).toContain(
      'документ о праве на объект или участок, план расположения устройств. План нужен с подписью. Ждём документы до 21.12.2026',
    )
    await world.addDocuments(id, ['plan', 'ownership'])
    const { awaits, documents } = await world.look(id)
    expect(awaits).toBeNull()
    expect(documents.filter(({ state }) => state === 'given').map(({ code }) => code)).toEqual(['ownership', 'plan'])
    await world.choose(id, 'complete')
    expect(await world.where(id)).toEqual(['prepareConditions'])
  })
  it('are reminded of, and annul the application when they do not come', async () => {
    const id = await ask()
    await world.passTo('2026-12-07T15:00:00Z')
    expect((await world.told(id)).at(-1)).toContain('Напоминаем: ждём от вас недостающие документы до 21.12.2026')
    await world.passTo('2026-12-21T15:00:00Z')
    expect(await world.look(id)).toMatchObject({
      outcome: 'annulled',
      outcomeReason: 'недостающие документы не поступили в срок',
    })
    expect((await world.opened(id)).case).toMatchObject({ status: 'cancelled', closedAt: '2026-12-21T15:00:00.000Z' })
    expect((await world.told(id)).at(-1)).toContain('Заявка аннулирована')
    await expect(world.addDocuments(id, ['plan'])).rejects.toMatchObject({ code: 'applicationClosed' })
  })
  it('may come later by an extension, which is told', async () => {
    const id = await ask()
    await expect(world.extend(id, { what: 'documents', until: '2026-12-21' })).rejects.toMatchObject({
      code: 'notLater',
    })
    await world.extend(id, { what: 'documents', until: '2027-01-20' })
    expect((await world.told(id)).at(-1)).toContain('Ваш срок продлён до 20.01.2027: Поставка кабеля задержана')
    await world.passTo('2026-12-22T15:00:00Z')
    expect(await world.look(id)).toMatchObject({ outcome: null, awaitsUntil: '2027-01-20T15:00:00.000Z' })
    await world.passTo('2027-01-20T15:00:00Z')
    expect((await world.look(id)).outcome).toBe('annulled')
  })
  it('that nobody asked for are kept without moving the process; unknown ones are refused', async () => {
    const { id } = await world.apply()
    await world.addDocuments(id, ['identity'])
    expect(await world.where(id)).toEqual(['checkDocuments'])
    await expect(world.addDocuments(id, ['charter'])).rejects.toMatchObject({ code: 'documentUnknown' })
    await expect(world.addDocuments(id, [])).rejects.toMatchObject({ code: 'nothingAdded' })
  })
})

describe('the contract', () => {
  it('that is not signed in time annuls the application after a reminder', async () => {
    const id = await world.upToSigning()
    await world.passTo('2026-11-30T15:00:00Z')
    expect((await world.told(id)).at(-1)).toContain('ждём от вас подписанный договор до 07.12.2026')
    await world.passTo('2026-12-07T15:00:00Z')
    expect(await world.look(id)).toMatchObject({ outcome: 'annulled', outcomeReason: 'договор не подписан в срок' })
  })
  it('is signed once', async () => {
    const id = await world.upToPayment()
    await expect(world.sign(id)).rejects.toMatchObject({ code: 'notAwaited' })
  })
})

describe('the payment', () => {
  it('may come in parts: the works begin when the advance is there, the act when everything is', async () => {
    const id = await world.upToPayment({ about: { ...organization, powerKw: 100 } })
    const { feeKopecks, advanceKopecks } = await world.look(id)
    expect({ feeKopecks, advanceKopecks }).toEqual({ feeKopecks: 66_450_000, advanceKopecks: 13_290_000 })
    await world.pay(id, 10_000_000)
    expect(await world.where(id)).toEqual(['paymentGate'])
    expect((await world.look(id)).stage).toBe('payment')
    await world.pay(id, 3_290_000)
    expect(await world.look(id)).toMatchObject({ stage: 'works', paidKopecks: 13_290_000 })
    await world.pay(id, 20_000_000)
    await world.choose(id, 'done')
    await world.ready(id)
    await world.choose(id, 'passed')
    expect(await world.look(id)).toMatchObject({ stage: 'documents', awaits: 'payment', paidKopecks: 33_290_000 })
    expect(await world.openSteps(id)).toEqual([])
    expect((await world.told(id)).at(-1)).toContain('оплатите остаток 331\u00a0600,00 ₽')
    await world.passTo('2026-11-30T15:00:00Z')
    expect((await world.told(id)).at(-1)).toContain('ждём от вас оплату')
    await world.pay(id, 33_160_000)
    expect(await world.look(id)).toMatchObject({ awaits: null, paidKopecks: 66_450_000 })
    expect((await world.openStep(id)).outcomes?.outcomes[0]?.fields[0]?.name).toBe('actNumber')
  })
  it('told twice counts once; another sum under the same document is refused', async () => {
    const id = await world.upToPayment()
    await world.pay(id, 1_000_000, { document: 'П-1' })
    expect(await world.pay(id, 1_000_000, { document: 'П-1' })).toMatchObject({ paidKopecks: 1_000_000 })
    await expect(world.pay(id, 2_000_000, { document: 'П-1' })).rejects.toMatchObject({ code: 'documentTaken' })
  })
  it('is not taken before the fee is known', async () => {
    const { id } = await world.apply()
    await expect(world.pay(id, 100)).rejects.toMatchObject({ code: 'nothingToPay' })
  })
  it('that is late is reminded of, then the application is annulled', async () => {
    const id = await world.upToPayment()
    await world.pay(id, 1_000_000)
    await world.passTo('2026-11-26T15:00:00Z')
    expect((await world.told(id)).at(-1)).toContain('ждём от вас оплату до 30.11.2026')
    await world.passTo('2026-11-30T15:00:00Z')
    expect(await world.look(id)).toMatchObject({ outcome: 'annulled', outcomeReason: 'счёт не оплачен в срок' })
    await expect(world.pay(id, 1_000_000)).rejects.toMatchObject({ code: 'applicationClosed' })
  })
})

describe('the works', () => {
  it('of the grid that are late go to the supervisor, and go on', async () => {
    const id = await world.upToWorks()
    await world.passTo('2027-01-13T15:00:00Z')
    expect(await world.openStep(id)).toMatchObject({ isEscalated: true })
    expect((await world.opened(id)).events.at(-1)).toMatchObject({ kind: 'escalated' })
    await world.choose(id, 'done')
    expect(await world.where(id)).toEqual(['awaitReadiness', 'worksJoin'])
  })
  it('of the grid have more time by an extension with a notice, and are late only after it', async () => {
    const id = await world.upToWorks()
    await world.extend(id, { what: 'works', until: '2027-02-01' })
    expect((await world.told(id)).at(-1)).toContain('Срок работ сетевой организации продлён до 01.02.2027')
    expect(await world.openStep(id)).toMatchObject({ dueAt: '2027-02-01T15:00:00.000Z' })
    await world.passTo('2027-01-13T15:00:00Z')
    expect(await world.openStep(id)).toMatchObject({ isEscalated: false })
    await world.passTo('2027-02-01T15:00:00Z')
    expect(await world.openStep(id)).toMatchObject({ isEscalated: true })
  })
  it('of the applicant are reminded of, and may be given more time', async () => {
    const id = await world.upToWorks()
    await world.passTo('2026-12-21T15:00:00Z')
    expect((await world.told(id)).at(-1)).toContain('ждём от вас уведомление о готовности объекта до 13.01.2027')
    await world.extend(id, { what: 'readiness', until: '2027-03-01' })
    expect(await world.look(id)).toMatchObject({ awaits: 'readiness', awaitsUntil: '2027-03-01T15:00:00.000Z' })
    await world.ready(id)
    await expect(world.ready(id)).rejects.toMatchObject({ code: 'notAwaited' })
  })
})

describe('the inspection', () => {
  it('with remarks is repeated once they are mended', async () => {
    const id = await world.upToInspection()
    expect((await world.openStep(id)).dueAt).toBe('2026-11-30T15:00:00.000Z')
    await world.choose(id, 'remarks', { remarks: 'Нет заземления.' })
    expect(await world.look(id)).toMatchObject({ stage: 'inspection', awaits: 'readiness', demand: 'Нет заземления.' })
    expect((await world.told(id)).at(-1)).toContain('есть замечания: Нет заземления. Устраните их')
    await world.passTo('2026-12-07T15:00:00Z')
    expect((await world.told(id)).at(-1)).toContain('Напоминаем')
    await world.ready(id)
    expect(await world.look(id)).toMatchObject({ awaits: null, demand: null })
    await world.choose(id, 'passed')
    expect(await world.where(id)).toEqual(['prepareAct'])
  })
})

describe('an application that ends early', () => {
  it.each(['checkDocuments', 'prepareConditions'])('is refused with its ground at %s', async (step) => {
    const { id } = await world.apply()
    if (step === 'prepareConditions') await world.choose(id, 'complete')
    await world.choose(id, 'refuse', { ground: 'п. 8.3: нет права на участок' })
    expect(await world.look(id)).toMatchObject({ outcome: 'refused', outcomeReason: 'п. 8.3: нет права на участок' })
    expect((await world.told(id)).at(-1)).toContain('В присоединении отказано. Основание: п. 8.3')
  })

  it.each([
    ['the check', () => world.apply().then(({ id }) => id), 'completeness'],
    ['the signing', () => world.upToSigning(), 'contract'],
    ['the payment', () => world.upToPayment(), 'payment'],
    ['the works', () => world.upToWorks(), 'works'],
    ['the inspection', () => world.upToInspection(), 'inspection'],
    ['the act', () => world.upToAct(), 'documents'],
  ] as const)('is withdrawn during %s: its steps go, nothing is awaited any more', async (_, make, stage) => {
    const id = await make()
    await world.withdraw(id)
    const { outcome, outcomeReason, awaits, steps } = await world.look(id)
    expect({ outcome, outcomeReason, awaits }).toEqual({
      outcome: 'withdrawn',
      outcomeReason: 'Участок продан',
      awaits: null,
    })
    expect(steps.find(({ state }) => state === 'stopped')?.stage).toBe(stage)
    expect(await world.openSteps(id)).toEqual([])
    expect((await world.told(id)).at(-1)).toContain('Заявка отозвана: Участок продан')
    await expect(world.withdraw(id)).rejects.toMatchObject({ code: 'applicationClosed' })
  })
})

describe('terms and rates', () => {
  it('are those of the class, and newer rows change them from their day on', async () => {
    expect((await world.openStep((await world.apply()).id)).dueAt).toBe('2026-11-26T15:00:00.000Z')
    const later = new Date('2027-06-01T09:00:00Z')
    await world.addTerm('connection.check', null, 5, '2027-06-01')
    await world.addTerm('connection.conditions', 'citizen15', 2, '2027-06-01')
    await sql`insert into connection_rate (class, base_kopecks, per_kw_kopecks, advance_percent, valid_from, source)
      values ('citizen15', 100, 1000, 50, '2027-06-01', 'Проба')`.execute(world.db)
    const { id } = await world.apply({ now: later })
    expect((await world.openStep(id)).dueAt).toBe('2027-06-08T15:00:00.000Z')
    await world.choose(id, 'complete', {}, later)
    expect((await world.openStep(id)).dueAt).toBe('2027-06-03T15:00:00.000Z')
    const firm = await world.apply({ about: { ...organization, powerKw: 200 }, now: later })
    await world.choose(firm.id, 'complete', {}, later)
    expect((await world.openStep(firm.id)).dueAt).toBe('2027-06-16T15:00:00.000Z')
    const offered = await world.upToSigning({ now: later })
    expect(await world.look(offered)).toMatchObject({ feeKopecks: 15_100, advanceKopecks: 7_550 })
    expect(await world.look(await world.upToSigning())).toMatchObject({ feeKopecks: 15 * 532_000 })
  })
  it('stand with the case as the day of its present step', async () => {
    const { id } = await world.apply()
    expect((await world.opened(id)).case).toMatchObject({ dueOn: '2026-11-26', topic: 'connectionApplication' })
    await world.choose(id, 'missing', { missing: ['plan'] })
    expect((await world.opened(id)).case).toMatchObject({ dueOn: '2026-12-21' })
  })
  it.each([
    ['check', 'checkDocuments', () => world.apply().then(({ id }) => id), '2026-11-26T15:00:00Z'],
    ['inspection', 'inspect', () => world.upToInspection(), '2026-11-30T15:00:00Z'],
    ['act', 'prepareAct', () => world.upToAct(), '2026-12-02T15:00:00Z'],
  ] as const)('that are passed at the %s raise the step to the supervisor', async (_, element, make, at) => {
    const id = await make()
    expect(await world.where(id)).toContain(element)
    await world.passTo(at)
    expect(await world.openStep(id)).toMatchObject({ isEscalated: true })
  })
})
