import { Alert } from '@mantine/core'
import type { ProcessProblem } from '#shared/contract/process'
import { useWords } from '../../../ui/words'
import { problemText } from '../problems/problemText'
import { Rows } from '../problems/Rows'
import { problemWords } from '../problems/words'
import { versionWords } from './words'

/** Why the engine takes no drawing, each reason with its place. */
export function Refused({
  problems,
  onShow,
}: {
  problems: readonly ProcessProblem[]
  onShow: (elementId: string) => void
}) {
  const t = useWords(versionWords)
  const at = useWords(problemWords).at
  return (
    <div>
      <Alert color="bad" variant="light" role="alert">
        {t.refused}
      </Alert>
      <Rows
        label={t.refusedList}
        rows={problems.map((problem) => {
          const { code, elementId, elementName, detail } = problem
          const row = { weight: 'error' as const, weightText: t.error, text: problemText(problem) }
          const id = `${code}.${elementId}.${detail}`
          // what stands in a form or a decision has a name, but no place on the canvas
          if (elementId === null) return { ...row, id: `${id}.${elementName}`, element: elementName ?? t.wholeProcess }
          const element = elementName ?? elementId
          return { ...row, id, element, showLabel: at({ element }), onShow: () => onShow(elementId) }
        })}
      />
    </div>
  )
}
