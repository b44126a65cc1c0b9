import type { Case } from '#shared/contract/case'
import type { Task } from '#shared/contract/task'
import type { Completion } from './taskCache'

/** What every form of a task is given. */
export type FormProps = { task: Task; matter: Case | undefined; completion: Completion }
