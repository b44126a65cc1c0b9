import { Alert, Button } from '@mantine/core'
import { IconThumbUp, IconThumbUpFilled } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { CommandId } from '#shared/contract/contract'
import type { Suggestion } from '#shared/contract/suggestion'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { formatDateTime } from '../../ui/format'
import { useWords } from '../../ui/words'
import { DecideSuggestion } from './DecideSuggestion'
import { RealiseSuggestion } from './RealiseSuggestion'
import classes from './Suggestion.module.css'
import { suggestionsMoved } from './suggestionCache'
import { suggestionWords } from './words'

type Props = {
  suggestion: Suggestion
  /** Null when the element is no longer drawn. */
  elementName: string | null
  versions: readonly number[]
  mayVote: boolean
  mayDecide: boolean
  onShow: (elementId: string) => void
}

export function SuggestionCard({ suggestion, elementName, versions, mayVote, mayDecide, onShow }: Props) {
  const t = useWords(suggestionWords)
  const { state, text, authorName, at, decidedByName, reason, realisedIn, elementId } = suggestion
  const [isDeciding, setDeciding] = useState(false)
  return (
    <li className={classes.card} data-state={state}>
      <p className={classes.text}>{text}</p>
      <p className={classes.meta}>
        {t.by({ name: authorName, at: formatDateTime(at) })}
        <span className={classes.state}>
          {realisedIn === null ? t.states[state] : t.realised({ version: realisedIn })}
        </span>
      </p>
      {decidedByName && <p className={classes.meta}>{t.decidedBy({ name: decidedByName, reason: reason ?? '' })}</p>}
      <div className={classes.actions}>
        <Vote suggestion={suggestion} isEnabled={mayVote && state === 'open'} />
        {elementName === null ? (
          <span className={classes.gone}>{t.gone}</span>
        ) : (
          <Button variant="subtle" color="gray" size="compact-sm" title={t.show} onClick={() => onShow(elementId)}>
            {elementName}
          </Button>
        )}
        {mayDecide && state === 'open' && !isDeciding && (
          <Button variant="default" size="compact-sm" onClick={() => setDeciding(true)}>
            {t.decide}
          </Button>
        )}
      </div>
      {isDeciding && state === 'open' && (
        <DecideSuggestion suggestion={suggestion} onClose={() => setDeciding(false)} />
      )}
      {mayDecide && state === 'accepted' && versions.length > 0 && (
        <RealiseSuggestion suggestion={suggestion} versions={versions} />
      )}
    </li>
  )
}

function Vote({ suggestion, isEnabled }: { suggestion: Suggestion; isEnabled: boolean }) {
  const t = useWords(suggestionWords)
  const { id, key, hasMyVote, votes } = suggestion
  const voting = useMutation({
    mutationFn: (commandId: CommandId) => server.voteForSuggestion({ suggestionId: id, isFor: !hasMyVote, commandId }),
    onSettled: () => suggestionsMoved(key),
  })
  const Icon = hasMyVote ? IconThumbUpFilled : IconThumbUp
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<Icon size={15} aria-hidden />}
        aria-pressed={hasMyVote}
        title={hasMyVote ? t.unvote : t.vote}
        disabled={!isEnabled}
        loading={voting.isPending}
        onClick={() => voting.mutate(newCommandId())}
      >
        {t.votes(votes)}
      </Button>
      {voting.error && (
        <Alert color="bad" variant="light" role="alert">
          {refusalText(voting.error, t.refusals)}
        </Alert>
      )}
    </>
  )
}
