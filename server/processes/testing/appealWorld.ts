import type { AnswerChannel, AppealKind } from '#shared/contract/appeal'
import { CommandId } from '#shared/contract/contract'
import type { CaseId } from '#shared/contract/ids'
import { Task, type TaskForm } from '#shared/contract/task'
import { TopicCode } from '#shared/contract/topic'
import type { StaffActor } from '../../db/context.ts'
import { makeWorld } from '../../db/testing/world.ts'
import { caseHandlers, registerCase } from '../../domain/case/index.ts'
import { taskHandlers } from '../../domain/task/index.ts'
import { deployProcesses } from '../index.ts'

/** A Monday noon in Moscow. */
export const MONDAY = new Date('2026-11-23T09:00:00Z')
export const ANSWER = 'Замер выполнен, напряжение приведено к норме 25 ноября.'
export const voltage = TopicCode.parse('voltageQuality')
export const classified: Extract<TaskForm, { form: 'classify' }> = {
  form: 'classify',
  topic: voltage,
  kind: 'complaint',
  unit: 'quality',
}
export const commandId = () => CommandId.parse(crypto.randomUUID())

type Given = {
  channel?: AnswerChannel
  address?: string
  topic?: TopicCode
  kind?: AppealKind
  by?: StaffActor
  now?: Date
}
export type AppealWorld = Awaited<ReturnType<typeof makeAppealWorld>>

/** A world whose appeals run, with the moves its tests make. */
export async function makeAppealWorld() {
  const world = await makeWorld()
  await deployProcesses(world.db)
  function register({
    channel = 'portal',
    address,
    topic = voltage,
    kind = 'complaint',
    by = world.staff.agent,
    now = MONDAY,
  }: Given = {}) {
    const appeal = { topic, kind, text: 'Скачет напряжение', attachmentIds: [] }
    const answer = { answerChannel: channel, answerAddress: address }
    return world.asStaff(by, (ctx) => registerCase({ consumerId: world.consumer, ...appeal, ...answer }, ctx), now)
  }
  const opened = (caseId: CaseId) =>
    world.asStaff(world.staff.supervisor, (ctx) => caseHandlers.openCase({ caseId }, ctx))
  async function openStep(caseId: CaseId): Promise<Task> {
    const step = (await opened(caseId)).tasks.find(({ state, kind }) => state === 'open' && kind === 'step')
    return Task.parse(step)
  }
  async function doStep(caseId: CaseId, staff: StaffActor, values: TaskForm, now = MONDAY) {
    const { id: taskId } = await openStep(caseId)
    const command = { taskId, values, commandId: commandId() }
    return world.asStaff(staff, (ctx) => taskHandlers.completeTask(command, ctx), now)
  }
  async function upToApproval(given: Given = {}) {
    const { id } = await register(given)
    const { topic = voltage, kind = 'complaint' } = given
    await doStep(id, world.staff.agent, { ...classified, topic, kind })
    await doStep(id, world.staff.specialist, { form: 'draft', answer: ANSWER })
    return id
  }
  const cancel = (caseId: CaseId, reason: string) =>
    world.asStaff(
      world.staff.agent,
      (ctx) => caseHandlers.cancelCase({ caseId, reason, commandId: commandId() }, ctx),
      MONDAY,
    )
  return { ...world, register, opened, openStep, doStep, upToApproval, cancel }
}
