import { randomUUID } from 'node:crypto'
import { Consumer } from '#shared/contract/consumer'
import { Interaction } from '#shared/contract/interaction'

const BRANCH = '01890000-0000-7000-8000-000000000001'

/** A consumer as the server would send one. */
export const person = (given: Partial<Record<keyof Consumer, unknown>> = {}): Consumer =>
  Consumer.parse({
    id: randomUUID(),
    kind: 'person',
    name: 'Шарафутдинова Гульнара Ильдаровна',
    address: 'г. Казань, ул. Баумана, 12, кв. 44',
    accountNumber: '1004521',
    phone: '+79171234567',
    branchId: BRANCH,
    branchName: 'Приволжские сети',
    inn: null,
    phones: ['+79171234567'],
    emails: [],
    flags: [],
    accounts: [{ id: randomUUID(), number: '1004521', supplier: 'Энергосбыт', meteringPoints: [] }],
    createdAt: '2026-01-01T00:00:00.000Z',
    ...given,
  })

/** A note on that consumer. */
export const contact = (consumer: Consumer, given: Partial<Record<keyof Interaction, unknown>> = {}): Interaction =>
  Interaction.parse({
    id: randomUUID(),
    consumerId: consumer.id,
    consumerName: consumer.name,
    branchId: consumer.branchId,
    officeId: null,
    channel: 'note',
    direction: 'inside',
    state: 'ended',
    subject: 'Заметка',
    preview: 'Скачет напряжение по вечерам',
    address: null,
    threadId: null,
    caseId: null,
    staffId: null,
    staffName: null,
    attachmentCount: 0,
    startedAt: '2026-02-01T10:00:00.000Z',
    endedAt: '2026-02-01T10:00:00.000Z',
    lastAt: '2026-02-01T10:00:00.000Z',
    detail: {},
    ...given,
  })
