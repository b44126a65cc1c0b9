import { IconCircleCheck } from '@tabler/icons-react'
import { EmptyState } from '../../../ui/EmptyState'
import { useWords } from '../../../ui/words'
import classes from '../problems/Problems.module.css'
import { Rows } from '../problems/Rows'
import type { LintProblem } from './lintDrawing'
import { lintWords } from './words'

type Props = { problems: readonly LintProblem[] | null; onShow: (elementId: string) => void }

/** Everything that is wrong with the drawing as it stands now. */
export function LintList({ problems, onShow }: Props) {
  const t = useWords(lintWords)
  if (problems === null) return <p className={classes.head}>{t.checking}</p>
  if (problems.length === 0)
    return <EmptyState isCompact icon={<IconCircleCheck size={28} stroke={1.5} />} title={t.none} hint={t.noneHint} />
  const errors = problems.filter(({ weight }) => weight === 'error').length
  const warnings = problems.length - errors
  const textOf = (rule: LintProblem['rule'], detail: string) => {
    if (rule === 'formKnown') return t.unknownForm({ name: detail })
    if (rule === 'decisionKnown') return t.unknownDecision({ name: detail })
    return rule === 'formSound' ? t.brokenForm({ what: detail }) : t.unknownBinding({ name: detail })
  }
  return (
    <>
      <p className={classes.head}>
        {errors > 0 && <span>{t.errors(errors)}</span>}
        {warnings > 0 && <span>{t.warnings(warnings)}</span>}
      </p>
      <Rows
        label={t.list}
        rows={problems.map(({ rule, elementId, weight, name, detail }) => ({
          id: `${rule}.${elementId}.${detail}`,
          weight,
          weightText: t[weight],
          text: detail ? textOf(rule, detail) : t.rules[rule],
          element: name || elementId,
          showLabel: t.goTo({ element: name || elementId }),
          onShow: () => onShow(elementId),
        }))}
      />
    </>
  )
}
