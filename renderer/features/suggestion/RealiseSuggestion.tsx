import { Alert, Select } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { CommandId } from '#shared/contract/contract'
import type { Suggestion } from '#shared/contract/suggestion'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { useWords } from '../../ui/words'
import { suggestionsMoved } from './suggestionCache'
import { suggestionWords } from './words'

/** Says afterwards which version brought what was accepted. */
export function RealiseSuggestion({ suggestion, versions }: { suggestion: Suggestion; versions: readonly number[] }) {
  const t = useWords(suggestionWords)
  const tying = useMutation({
    mutationFn: ({ version, commandId }: { version: number; commandId: CommandId }) =>
      server.realiseSuggestion({ suggestionId: suggestion.id, version, commandId }),
    onSuccess: () => suggestionsMoved(suggestion.key),
  })
  return (
    <>
      <Select
        label={t.realise}
        data={versions.map(String)}
        value={null}
        disabled={tying.isPending}
        onChange={(version) => version && tying.mutate({ version: Number(version), commandId: newCommandId() })}
      />
      {tying.error && (
        <Alert color="bad" variant="light" role="alert">
          {refusalText(tying.error, t.refusals)}
        </Alert>
      )}
    </>
  )
}
