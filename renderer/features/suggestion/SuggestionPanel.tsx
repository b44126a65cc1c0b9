import { IconBulb } from '@tabler/icons-react'
import type { ProcessKey } from '#shared/contract/suggestion'
import { refusalText } from '../../api/refusalText'
import { useMe } from '../../api/session'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorState } from '../../ui/ErrorState'
import { Skeletons } from '../../ui/Skeletons'
import { useWords } from '../../ui/words'
import classes from './Suggestion.module.css'
import { SuggestionCard } from './SuggestionCard'
import { useSuggestions } from './suggestionCache'
import { WriteSuggestion } from './WriteSuggestion'
import { suggestionWords } from './words'

type Props = {
  processKey: ProcessKey
  /** The chosen element, to write about. */
  element: { id: string; name: string } | null
  /** The name of an element, null when it is no longer drawn. */
  nameOf: (elementId: string) => string | null
  versions: readonly number[]
  onShow: (elementId: string) => void
}

/** What staff suggest: at the chosen element when one is chosen, else all there is. */
export function SuggestionPanel({ processKey, element, nameOf, versions, onShow }: Props) {
  const t = useWords(suggestionWords)
  const me = useMe()
  const { items, isLoaded, error, refetch } = useSuggestions(processKey)
  const mayDecide = me.roles.some((role) => role === 'analyst' || role === 'administrator')
  const mayVote = me.roles.some((role) => role !== 'auditor' && role !== 'integration')
  if (error) return <ErrorState isCompact title={t.failed} hint={refusalText(error)} onRetry={() => void refetch()} />
  if (!isLoaded) return <Skeletons lines={3} height={60} />
  const shown = element ? items.filter(({ elementId }) => elementId === element.id) : items
  return (
    <div className={classes.panel}>
      {element && mayVote && (
        <WriteSuggestion key={element.id} processKey={processKey} elementId={element.id} elementName={element.name} />
      )}
      {shown.length === 0 ? (
        <EmptyState
          isCompact
          icon={<IconBulb size={28} stroke={1.5} />}
          title={element ? t.noneHere : t.none}
          hint={element ? undefined : t.noneHint}
        />
      ) : (
        <ul className={classes.list} aria-label={t.title}>
          {shown.map((suggestion) => (
            <SuggestionCard
              key={suggestion.id}
              suggestion={suggestion}
              elementName={nameOf(suggestion.elementId)}
              versions={versions}
              mayVote={mayVote}
              mayDecide={mayDecide}
              onShow={onShow}
            />
          ))}
        </ul>
      )}
    </div>
  )
}
