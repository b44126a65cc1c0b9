import { sql } from 'kysely'
import type { AnswerChannel } from '#shared/contract/appeal'
import type { ConnectionApplication } from '#shared/contract/connection'
import { CaseId } from '#shared/contract/ids'
import type { SaidOutcome } from '#shared/contract/outcomeForm'
import { Task, type TaskForm } from '#shared/contract/task'
import type { Context, StaffActor } from '../../db/context.ts'
import { makeWorld } from '../../db/testing/world.ts'
import { caseHandlers } from '../../domain/case/index.ts'
import { connectionHandlers } from '../../domain/connection/index.ts'
import { taskHandlers } from '../../domain/task/index.ts'
import { deployProcesses, engine } from '../index.ts'
import { commandId, MONDAY } from './appealWorld.ts'

/** A citizen's house beside the line: the class that is connected most. */
export const HOUSE: ConnectionApplication = {
  applicantKind: 'person',
  powerKw: 15,
  voltageKv: 0.4,
  distanceM: 12,
  isTemporary: false,
  objectAddress: 'Казань, СНТ Заря, участок 14',
}

export type ConnectionWorld = Awaited<ReturnType<typeof makeConnectionWorld>>
type Given = { about?: Partial<ConnectionApplication>; channel?: AnswerChannel; address?: string; now?: Date }

/** A world whose applications run, with the moves its tests make. A move is made at a moment; without one, on Monday. */
export async function makeConnectionWorld() {
  const world = await makeWorld()
  await deployProcesses(world.db)
  const { agent, specialist } = world.staff
  const as = <T>(run: (ctx: Context) => Promise<T>, now = MONDAY, by: StaffActor = agent) => world.asStaff(by, run, now)

  async function apply({ about = {}, channel = 'portal', address, now }: Given = {}) {
    const filing = { ...HOUSE, ...about, attachmentIds: [], codes: [] }
    const command = { ...filing, consumerId: world.consumer, answerChannel: channel, answerAddress: address }
    const { caseId, ...rest } = await as(
      (ctx) => connectionHandlers.applyForConnection({ ...command, commandId: commandId() }, ctx),
      now,
    )
    return { id: CaseId.parse(caseId), ...rest }
  }
  const look = (caseId: CaseId) => as((ctx) => connectionHandlers.openConnection({ caseId }, ctx))
  const opened = (caseId: CaseId) => as((ctx) => caseHandlers.openCase({ caseId }, ctx))
  async function openSteps(caseId: CaseId): Promise<Task[]> {
    const { tasks, failures } = await opened(caseId)
    if (failures.length > 0) throw new Error(JSON.stringify(failures))
    return tasks.filter(({ state, kind }) => state === 'open' && kind === 'step').map((task) => Task.parse(task))
  }
  async function openStep(caseId: CaseId): Promise<Task> {
    return Task.parse((await openSteps(caseId))[0])
  }
  async function complete(caseId: CaseId, values: TaskForm, now?: Date, by: StaffActor = specialist) {
    const { id: taskId } = await openStep(caseId)
    return as((ctx) => taskHandlers.completeTask({ taskId, values, commandId: commandId() }, ctx), now, by)
  }
  /** Does the step that is open by choosing an outcome. */
  const choose = (caseId: CaseId, outcome: string, values: SaidOutcome['values'] = {}, now?: Date) =>
    complete(caseId, { form: 'outcome', outcome, values }, now)
  const sign = (caseId: CaseId, now?: Date) =>
    as((ctx) => connectionHandlers.signConnectionContract({ caseId, commandId: commandId() }, ctx), now)
  const ready = (caseId: CaseId, now?: Date) =>
    as((ctx) => connectionHandlers.reportConnectionReadiness({ caseId, commandId: commandId() }, ctx), now)
  const withdraw = (caseId: CaseId, reason = 'Участок продан', now?: Date) =>
    as((ctx) => connectionHandlers.withdrawConnection({ caseId, reason, commandId: commandId() }, ctx), now)
  const addDocuments = (caseId: CaseId, codes: string[], now?: Date) =>
    as(
      (ctx) =>
        connectionHandlers.addConnectionDocuments({ caseId, codes, attachmentIds: [], commandId: commandId() }, ctx),
      now,
    )
  async function pay(
    caseId: CaseId,
    kopecks: number,
    { document = crypto.randomUUID(), now }: { document?: string; now?: Date } = {},
  ) {
    const { number } = await look(caseId)
    const payment = { number, kopecks, paidAt: (now ?? MONDAY).toISOString(), document, commandId: commandId() }
    return as((ctx) => connectionHandlers.recordConnectionPayment(payment, ctx), now)
  }
  type Extension = { what: 'documents' | 'readiness' | 'works'; until: string; now?: Date }
  const extend = (caseId: CaseId, { what, until, now }: Extension) =>
    as(
      (ctx) =>
        connectionHandlers.extendConnection(
          { caseId, what, until, reason: 'Поставка кабеля задержана', commandId: commandId() },
          ctx,
        ),
      now,
      specialist,
    )
  /** Every timer that is due by then fires. */
  async function passTo(at: string | Date) {
    await world.asSystem((ctx) => engine.fireDueTimers(ctx), new Date(at))
  }
  const where = async (caseId: CaseId) => (await as((ctx) => caseHandlers.caseDiagram({ caseId }, ctx))).active.sort()
  const told = async (caseId: CaseId) => (await opened(caseId)).notices.map(({ text }) => text)
  const addTerm = (name: string, kind: string | null, amount: number, validFrom: string) =>
    sql`insert into term (name, kind, amount, unit, valid_from, source) values (${name}, ${kind}, ${amount}, 'workingDays', ${validFrom}, 'Проба')`.execute(
      world.db,
    )

  async function upToSigning(given: Given = {}) {
    const { id } = await apply(given)
    await choose(id, 'complete', {}, given.now)
    await choose(id, 'ready', { conditions: 'Подключение от опоры № 7' }, given.now)
    await choose(id, 'ready', { contractNumber: 'Т-1' }, given.now)
    return id
  }
  async function upToPayment(given: Given = {}) {
    const id = await upToSigning(given)
    await sign(id, given.now)
    return id
  }
  async function upToWorks(given: Given = {}) {
    const id = await upToPayment(given)
    await pay(id, (await look(id)).advanceKopecks ?? 0, given.now ? { now: given.now } : {})
    return id
  }
  async function upToInspection(given: Given = {}) {
    const id = await upToWorks(given)
    await choose(id, 'done', {}, given.now)
    await ready(id, given.now)
    return id
  }
  /** Past the inspection, with the whole fee paid. */
  async function upToAct(given: Given = {}) {
    const id = await upToInspection(given)
    await choose(id, 'passed')
    const { feeKopecks, paidKopecks } = await look(id)
    if ((feeKopecks ?? 0) > paidKopecks) await pay(id, (feeKopecks ?? 0) - paidKopecks)
    return id
  }
  const moves = {
    apply,
    look,
    opened,
    openStep,
    openSteps,
    complete,
    choose,
    sign,
    ready,
    withdraw,
    addDocuments,
    pay,
    extend,
  }
  return {
    ...world,
    ...moves,
    passTo,
    where,
    told,
    addTerm,
    upToSigning,
    upToPayment,
    upToWorks,
    upToInspection,
    upToAct,
  }
}
