import type { Case } from '#shared/contract/case'

export const STEPS = ['registered', 'classify', 'draft', 'approve', 'result'] as const
export type StepName = (typeof STEPS)[number]

/** How many steps are behind; STEPS.length when all are. `isInHands`: the answer is approved and waits for a person to give it. */
export function stepsDone({ status }: Pick<Case, 'status'>, isInHands: boolean): number {
  switch (status) {
    case 'registered':
      return 1
    case 'inWork':
      return 2
    case 'approval':
      return isInHands ? 4 : 3
    case 'answered':
    case 'closed':
    case 'cancelled':
      return STEPS.length
  }
}
