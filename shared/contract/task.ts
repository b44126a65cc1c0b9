import { z } from 'zod'
import { AppealKind } from './appeal.ts'
import { CommandId, endpoints, fact, page, Role, type Room } from './contract.ts'
import { FormSchema, FormValues } from './form.ts'
import { BranchId, CaseId, ConsumerId, InteractionId, StaffId, TaskId } from './ids.ts'
import { OutcomeForm, SaidOutcome } from './outcomeForm.ts'
import { TopicCode, UnitCode } from './topic.ts'

/** step: of a process · callback: call a person back · contact: tell a person by phone, by hand or by post. */
export const TaskKind = z.enum(['step', 'callback', 'contact'])
export type TaskKind = z.infer<typeof TaskKind>
/** What a task is done with. `own`: with the form its drawing carries, or with nothing to fill in. */
export const TaskFormKind = z.enum([
  'classify',
  'draft',
  'approve',
  'handOver',
  'callback',
  'contact',
  'outcome',
  'checkReading',
  'own',
])
export type TaskFormKind = z.infer<typeof TaskFormKind>
export const TaskState = z.enum(['open', 'done', 'cancelled'])

export const Task = z.object({
  id: TaskId,
  kind: TaskKind,
  form: TaskFormKind,
  state: TaskState,
  /** Of a task with the form `outcome`: what may be chosen, and what must be said about it. */
  outcomes: OutcomeForm.nullable().default(null),
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
  /** What is asked beside the role; `people`, by login or id, goes before all of it. */
  unit: UnitCode.nullable().default(null),
  skill: z.string().nullable().default(null),
  people: z.array(z.string()).nullable().default(null),
  /** 0 ordinary, 1 high, 2 urgent. */
  priority: z.number().int().min(0).max(2).default(0),
  dueAt: z.iso.datetime(),
  isEscalated: z.boolean(),
  createdAt: z.iso.datetime(),
  doneAt: z.iso.datetime().nullable(),
  /** The absent person for whom a substitute did it. */
  doneForName: z.string().nullable().default(null),
})
export type Task = z.infer<typeof Task>

export const TaskEventKind = z.enum(['claimed', 'returned', 'delegated', 'prioritised', 'completed'])
/** What happened to a task: by whom, for whom, to whom, and what was said. */
export const TaskEvent = z.object({
  at: z.iso.datetime(),
  kind: TaskEventKind,
  byName: z.string().nullable(),
  forName: z.string().nullable(),
  toName: z.string().nullable(),
  note: z.string(),
})
export type TaskEvent = z.infer<typeof TaskEvent>
/** Somebody who may do a task; `isAbsent` today, so a substitute would. */
export const Colleague = z.object({ staffId: StaffId, name: z.string(), roles: z.array(Role), isAbsent: z.boolean() })
export type Colleague = z.infer<typeof Colleague>

const remark = z.string().trim().min(5).max(4_000)
export const AnswerText = z.string().trim().min(20).max(50_000)
/** What each form says, by the form's kind. A classification without a unit leaves it to the table of routes. */
export const TaskForm = z.discriminatedUnion('form', [
  z.object({
    form: z.literal('classify'),
    topic: TopicCode,
    kind: AppealKind,
    unit: UnitCode.nullable().default(null),
  }),
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
  SaidOutcome.extend({ form: z.literal('outcome') }),
  z.object({
    form: z.literal('checkReading'),
    decision: z.enum(['accept', 'ask', 'reject']),
    remark: z.string().trim().max(2_000).default(''),
  }),
  z.object({ form: z.literal('own'), values: FormValues.default({}) }),
])
export type TaskForm = z.infer<typeof TaskForm>

const workers = ['agent', 'clerk', 'specialist', 'supervisor'] as const

export const taskEndpoints = endpoints({
  /**
   * By priority, then by due date: what is overdue stands first of its kind. `mine`: what I have, what anybody of my role and branch may take, and what those have for whom I stand in; `escalated`: what is
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
    refusals: ['taskAlreadyTaken', 'taskAlreadyCompleted', 'taskCancelled'],
    allow: workers,
  },
  /** Back to everybody who may do it. */
  returnTask: {
    method: 'POST',
    path: '/tasks/:taskId/return',
    input: z.object({ taskId: TaskId, commandId: CommandId }),
    output: Task,
    refusals: ['taskNotYours', 'taskAlreadyCompleted', 'taskCancelled'],
    allow: workers,
  },
  /** Who may do it in one's stead. */
  listColleagues: {
    method: 'GET',
    path: '/tasks/:taskId/colleagues',
    input: z.object({ taskId: TaskId }),
    output: z.object({ items: z.array(Colleague) }),
    refusals: [],
    allow: workers,
  },
  listTaskEvents: {
    method: 'GET',
    path: '/tasks/:taskId/events',
    input: z.object({ taskId: TaskId }),
    output: z.object({ items: z.array(TaskEvent) }),
    refusals: [],
    allow: 'staff',
  },
  /** To a colleague who may do it, with what they should know. */
  delegateTask: {
    method: 'POST',
    path: '/tasks/:taskId/delegate',
    input: z.object({
      taskId: TaskId,
      toStaffId: StaffId,
      note: z.string().trim().min(3).max(1_000),
      commandId: CommandId,
    }),
    output: Task,
    refusals: [
      'taskNotYours',
      'taskAlreadyTaken',
      'taskAlreadyCompleted',
      'taskCancelled',
      'colleagueMayNot',
      'alreadyTheirs',
    ],
    allow: workers,
  },
  /** How urgent it is, with the reason. */
  prioritiseTask: {
    method: 'POST',
    path: '/tasks/:taskId/priority',
    input: z.object({
      taskId: TaskId,
      priority: z.number().int().min(0).max(2),
      reason: z.string().trim().min(3).max(1_000),
      commandId: CommandId,
    }),
    output: Task,
    refusals: ['samePriority', 'taskAlreadyCompleted', 'taskCancelled'],
    allow: ['supervisor'],
  },
  completeTask: {
    method: 'POST',
    path: '/tasks/:taskId/complete',
    input: z.object({ taskId: TaskId, values: TaskForm, commandId: CommandId }),
    output: Task,
    /** `valuesRefused` says in its detail which fields and why: `problems`, each a ValueProblem. */
    refusals: [
      'wrongForm',
      'formIncomplete',
      'valuesRefused',
      'taskAlreadyTaken',
      'taskAlreadyCompleted',
      'taskCancelled',
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
  /** Told to whom it was given; the note is read on the task. */
  taskDelegated: fact({
    version: 1,
    payload: z.object({ taskId: TaskId, toStaffId: StaffId, title: z.string(), byName: z.string() }),
    rooms: (p) => [`staff:${p.toStaffId}`],
  }),
  taskEscalated: fact({ version: 1, payload: z.object({ task: Task }), rooms: taskRooms }),
}
