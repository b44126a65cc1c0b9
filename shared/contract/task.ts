import { z } from 'zod'
import { AppealKind } from './appeal.ts'
import { CommandId, endpoints, fact, page, Role, type Room } from './contract.ts'
import { FormSchema, FormValues } from './form.ts'
import { BranchId, CaseId, ConsumerId, InteractionId, StaffId, TaskId } from './ids.ts'
import { TopicCode, UnitCode } from './topic.ts'

/** step: of a process · callback: call a person back · contact: tell a person by phone, by hand or by post. */
export const TaskKind = z.enum(['step', 'callback', 'contact'])
export type TaskKind = z.infer<typeof TaskKind>
/** What a task is done with. `own`: with the form its drawing carries, or with nothing to fill in. */
export const TaskFormKind = z.enum(['classify', 'draft', 'approve', 'handOver', 'callback', 'contact', 'own'])
export type TaskFormKind = z.infer<typeof TaskFormKind>
export const TaskState = z.enum(['open', 'done', 'cancelled'])

export const Task = z.object({
  id: TaskId,
  kind: TaskKind,
  form: TaskFormKind,
  state: TaskState,
  /** What it is about, in the words of the case or the contact. */
  title: z.string(),
  /** What the person doing it must know: a head's remark, what to say. */
  note: z.string(),
  caseId: CaseId.nullable(),
  caseNumber: z.string().nullable(),
  consumerId: ConsumerId.nullable(),
  consumerName: z.string().nullable(),
  interactionId: InteractionId.nullable(),
  /** A phone in E.164 or a postal address. */
  address: z.string().nullable(),
  roles: z.array(Role),
  branchId: BranchId.nullable(),
  assigneeId: StaffId.nullable(),
  assigneeName: z.string().nullable(),
  dueAt: z.iso.datetime(),
  isEscalated: z.boolean(),
  createdAt: z.iso.datetime(),
  doneAt: z.iso.datetime().nullable(),
})
export type Task = z.infer<typeof Task>

const remark = z.string().trim().min(5).max(4_000)
export const AnswerText = z.string().trim().min(20).max(50_000)
/** What each form says, by the form's kind. */
export const TaskForm = z.discriminatedUnion('form', [
  z.object({ form: z.literal('classify'), topic: TopicCode, kind: AppealKind, unit: UnitCode }),
  z.object({ form: z.literal('draft'), answer: AnswerText }),
  z.object({ form: z.literal('approve'), decision: z.literal('approve') }),
  z.object({ form: z.literal('return'), remark }),
  z.object({ form: z.literal('handOver'), note: z.string().trim().max(2_000).default('') }),
  z.object({
    form: z.literal('callback'),
    result: z.enum(['reached', 'notReached', 'wrongNumber']),
    note: z.string().trim().max(2_000).default(''),
  }),
  z.object({ form: z.literal('contact'), note: z.string().trim().max(2_000).default('') }),
  z.object({ form: z.literal('own'), values: FormValues.default({}) }),
])
export type TaskForm = z.infer<typeof TaskForm>

const workers = ['agent', 'clerk', 'specialist', 'supervisor'] as const

export const taskEndpoints = endpoints({
  /**
   * Overdue first, then by due date. `mine`: what I have and what anybody of my role and branch may take; `escalated`: what is
   * overdue in the branch, for its supervisor.
   */
  listTasks: {
    method: 'GET',
    path: '/tasks',
    input: z.object({
      view: z.enum(['mine', 'assigned', 'escalated']).default('mine'),
      after: z.string().max(80).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    output: z.object({
      items: page(Task).shape.items,
      next: z.string().nullable(),
      total: z.number().int(),
      overdue: z.number().int(),
    }),
    refusals: ['badCursor'],
    allow: 'staff',
  },
  openTask: {
    method: 'GET',
    path: '/tasks/:taskId',
    input: z.object({ taskId: TaskId }),
    output: Task,
    refusals: [],
    allow: 'staff',
  },
  /** The form that the version of the process carries for this step, with the variables it shows; null: nothing to fill in. */
  openTaskForm: {
    method: 'GET',
    path: '/tasks/:taskId/form',
    input: z.object({ taskId: TaskId }),
    output: z.object({ form: z.object({ schema: FormSchema, variables: FormValues }).nullable() }),
    refusals: [],
    allow: 'staff',
  },
  claimTask: {
    method: 'POST',
    path: '/tasks/:taskId/claim',
    input: z.object({ taskId: TaskId, commandId: CommandId }),
    output: Task,
    refusals: ['taskAlreadyTaken', 'taskAlreadyCompleted'],
    allow: workers,
  },
  /** Back to everybody who may do it. */
  returnTask: {
    method: 'POST',
    path: '/tasks/:taskId/return',
    input: z.object({ taskId: TaskId, commandId: CommandId }),
    output: Task,
    refusals: ['taskNotYours', 'taskAlreadyCompleted'],
    allow: workers,
  },
  completeTask: {
    method: 'POST',
    path: '/tasks/:taskId/complete',
    input: z.object({ taskId: TaskId, values: TaskForm, commandId: CommandId }),
    output: Task,
    /** `valuesRefused` says in its detail which fields and why: `problems`, each a ValueProblem. */
    refusals: [
      'wrongForm',
      'valuesRefused',
      'taskAlreadyTaken',
      'taskAlreadyCompleted',
      'instanceEnded',
      'taskFailed',
      'topicUnknown',
    ],
    allow: workers,
  },
})

const taskRooms = ({ task }: { task: Task }): (Room | null)[] => [
  task.assigneeId && `staff:${task.assigneeId}`,
  task.branchId ? `branch:${task.branchId}` : 'company:all',
  task.consumerId && `consumer:${task.consumerId}`,
]

export const taskFacts = {
  taskCreated: fact({ version: 1, payload: z.object({ task: Task }), rooms: taskRooms }),
  /** Taken, returned, done, cancelled, or moved to another consumer; the payload is the whole task. */
  taskChanged: fact({ version: 1, payload: z.object({ task: Task }), rooms: taskRooms }),
  taskEscalated: fact({ version: 1, payload: z.object({ task: Task }), rooms: taskRooms }),
}
