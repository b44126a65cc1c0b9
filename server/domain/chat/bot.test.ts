import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeWorld, type World } from '../../db/testing/world.ts'
import { loadInteraction } from '../interaction/index.ts'
import { chatHandlers } from './index.ts'
import { addHouse, commandId, goTo, visit } from './testing/visit.ts'

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000)
let world: World
beforeAll(async () => {
  world = await makeWorld()
  await addHouse(world, 'Казань, ул. Чистопольская, 12-44', {
    startsAt: inHours(-2),
    endsAt: inHours(50),
    reason: 'повреждён кабель',
  })
  await addHouse(world, 'Казань, ул. Чистопольская, 12-45', {
    startsAt: inHours(-2),
    endsAt: null,
    reason: 'повреждён кабель',
  })
  await addHouse(world, 'Казань, ул. Чистопольская, 14-12')
  await addHouse(world, 'Казань, пр-т Ямашева, 5-1', {
    startsAt: inHours(20),
    endsAt: inHours(24),
    reason: 'ремонт',
    kind: 'planned',
  })
  await addHouse(world, 'Казань, ул. Гоголя, 3-1')
  await addHouse(world, 'Арск, ул. Гоголя, 3-1')
})
afterAll(() => world.close())

describe('«не отключён ли мой адрес?»', () => {
  it('tells an outage of the house with its reason and term', async () => {
    const visitor = await visit(world)
    await visitor.write('не отключён ли мой адрес? Чистопольская 12')
    const { messages } = await visitor.open()
    const told = messages.filter((message) => message.author === 'bot').map((message) => message.text)
    expect(
      told.some((text) =>
        /Чистопольская, 12 сейчас аварийное отключение.*повреждён кабель.*до \d\d\.\d\d\.\d{4}, \d\d:\d\d/.test(text),
      ),
    ).toBe(true)
    expect(told.some((text) => /пока неизвестно/.test(text))).toBe(true)
  })

  it('understands a misspelt street, other letters and Latin ones', async () => {
    for (const address of [
      'чистапольская 12',
      'ЧИСТОПОЛЬСКОЙ, д. 12',
      'Chistopolskaya 12',
      'г Казань улица Чистопольская дом 12 кв 44',
    ]) {
      const visitor = await visit(world)
      await visitor.write(address)
      expect(await visitor.heard(), address).toContain('Чистопольская, 12')
    }
  })

  it('does not take a flat for a house', async () => {
    const visitor = await visit(world)
    await visitor.write('Чистопольская 14')
    expect(await visitor.heard()).toContain('Чистопольская, 14 отключений нет')
  })

  it('names a planned outage of the coming days', async () => {
    const visitor = await visit(world)
    await visitor.write('Ямашева 5')
    expect(await visitor.heard()).toMatch(/будет плановое отключение: начало .* Причина: ремонт/)
  })

  it('asks which of several towns, and answers for the one pressed', async () => {
    const visitor = await visit(world)
    await visitor.write('Гоголя 3')
    const { chat } = await visitor.open()
    const arsk = chat.choices.find((choice) => choice.label.startsWith('Арск'))
    expect(chat.choices.map((choice) => choice.label)).toEqual(
      expect.arrayContaining(['Арск, ул. Гоголя, 3', 'Казань, ул. Гоголя, 3']),
    )
    await visitor.write('', { choice: arsk?.id ?? 'agent' })
    expect(await visitor.heard()).toContain('Арск, ул. Гоголя, 3 отключений нет')
  })

  it('hands over an address it twice does not know', async () => {
    const visitor = await visit(world)
    await visitor.write('Несуществующая 1')
    expect(await visitor.heard()).toContain('Такого адреса я не нашёл')
    await visitor.write('Несуществующая 1')
    expect((await visitor.open()).chat.stage).toBe('waiting')
  })
})

describe('handing over', () => {
  it('says that an agent is called, when one is at work', async () => {
    await goTo(world, world.staff.agent.id, 'available')
    const visitor = await visit(world)
    await visitor.write('позовите оператора')
    expect(await visitor.heard()).toContain('Зову оператора')
    const interaction = await world.asSystem((ctx) => loadInteraction({ interactionId: visitor.id }, ctx))
    expect(interaction).toMatchObject({ state: 'waiting', staffId: null, subject: 'позовите оператора' })
  })

  it('says honestly that nobody is there, and keeps a phone by which the consumer is found', async () => {
    await goTo(world, world.staff.agent.id, 'offline')
    const visitor = await visit(world)
    await visitor.write('', { choice: 'agent' })
    expect(await visitor.heard()).toContain('нет ни одного оператора')
    await visitor.write('позвоните 8 (917) 234-56-78')
    expect(await visitor.heard()).toContain('записал')
    const card = await world.asStaff(world.staff.agent, (ctx) =>
      chatHandlers.openChatCard({ interactionId: visitor.id }, ctx),
    )
    expect(card).toMatchObject({ phone: '+79172345678', stage: 'waiting' })
    expect(card.candidates.map((line) => line.id)).toEqual([world.consumer])
    const contact = await world.asSystem((ctx) => loadInteraction({ interactionId: visitor.id }, ctx))
    expect(contact.address).toBe('+79172345678')
  })

  it('offers no candidate of another branch', async () => {
    const visitor = await visit(world)
    await visitor.write('мой телефон 89172345678')
    const card = await world.asStaff(world.staff.otherBranchAgent, (ctx) =>
      chatHandlers.openChatCard({ interactionId: visitor.id }, ctx),
    )
    expect(card.candidates).toEqual([])
  })

  it('ends when the visitor has no more questions', async () => {
    const visitor = await visit(world)
    await visitor.write('Чистопольская 14')
    await visitor.write('спасибо')
    expect((await visitor.open()).chat.stage).toBe('ended')
    await expect(visitor.write('ещё')).rejects.toMatchObject({ code: 'alreadyEnded' })
    expect(await visitor.as((ctx) => chatHandlers.endAsVisitor({ commandId: commandId() }, ctx))).toMatchObject({
      stage: 'ended',
    })
  })
})
