export type MigrationProblemCode =
  | 'noCounterpart'
  | 'kindDiffers'
  | 'levelDiffers'
  | 'loopDiffers'
  | 'triggerGone'
  | 'joinDiffers'
  | 'bindingDiffers'
  | 'calledDiffers'
  | 'undoDiffers'
  | 'cannotGoOn'
  | 'notRunning'

/** Why an instance cannot go to another version. `elementId`: of the old drawing; null where it is not about one. */
export type MigrationProblem = { code: MigrationProblemCode; elementId: string | null; toElementId: string | null }

/** An instance that cannot go: it stays as it is. */
export class NotMigrated extends Error {
  readonly problems: readonly MigrationProblem[]
  constructor(problems: readonly MigrationProblem[]) {
    super(problems.map(({ code, elementId }) => `${code} ${elementId}`).join(', '))
    this.problems = problems
  }
}
