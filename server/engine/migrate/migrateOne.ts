import { elementOf } from '../definition.ts'
import { execution, type Run, record, setVariables, type Task } from '../run.ts'
import { advance } from '../walk/index.ts'
import { findProblems } from './findProblems.ts'
import { moveRows } from './moveRows.ts'
import { counterpart, oldElement, type Plan } from './plan.ts'
import { NotMigrated } from './problems.ts'

/** Moves an instance in memory. Throws NotMigrated, with everything that is against it. */
export async function rehearse(run: Run, plan: Plan): Promise<void> {
  const problems = findProblems(run, plan)
  if (problems.length > 0) throw new NotMigrated(problems)
  try {
    await moveRows(run, plan)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new NotMigrated([{ code: 'cannotGoOn', elementId: null, toElementId: null }])
  }
}

export type Versions = { from: number; to: number; definitionId: string; reason: string }

/** The same for good: whoever made work of the tasks follows, and what has become possible goes on. */
export async function migrateRun(run: Run, plan: Plan, { from, to, definitionId, reason }: Versions): Promise<void> {
  const tasks = run.tasks.all()
  await rehearse(run, plan)
  run.instance = { ...run.instance, definitionId }
  record(run, 'migrated', null, null, { from, to, reason })
  for (const task of tasks) await tellWork(run, plan, task)
  await advance(run)
}

async function tellWork(run: Run, plan: Plan, task: Task): Promise<void> {
  const from = oldElement(plan, task.elementId)
  const to = counterpart(plan, task.elementId)
  const token = run.tokens.get(task.tokenNo)
  if (!token || JSON.stringify(from.attributes) === JSON.stringify(to.attributes)) return
  const step = execution(run, token, elementOf(run.definition, to.id))
  const { work, ctx } = run
  if (work.taskChanged) {
    const before = { attributes: from.attributes, since: token.since }
    setVariables(run, token.scopeNo, await work.taskChanged(step, before, ctx))
    return
  }
  await work.taskLeft(step, 'interrupted', ctx)
  setVariables(run, token.scopeNo, await work.taskEntered(step, ctx))
}
