import { Autocomplete, Select } from '@mantine/core'
import { AnswerChannel } from '#shared/contract/appeal'
import type { Consumer } from '#shared/contract/consumer'
import type { Interaction } from '#shared/contract/interaction'
import { useWords } from '../../ui/words'
import { type AnswerDraft, addressOf, knownAddresses } from './newCase'
import { caseWords } from './words'

type AnswerProps = {
  draft: AnswerDraft
  change: (to: Partial<AnswerDraft>) => void
  error: string | undefined
  consumer: Consumer
  interaction: Interaction | undefined
}

/** How the person is answered, and where. */
export function AnswerFields({ draft, change, error, consumer, interaction }: AnswerProps) {
  const t = useWords(caseWords)
  const choose = (value: string | null) => {
    const channel = AnswerChannel.parse(value)
    change({ channel, address: addressOf(channel, consumer, interaction) })
  }
  return (
    <>
      <Select
        label={t.answerBy}
        allowDeselect={false}
        data={AnswerChannel.options.map((value) => ({ value, label: t.channels[value] }))}
        value={draft.channel}
        onChange={choose}
      />
      {draft.channel !== 'portal' && (
        <Autocomplete
          label={t.addresses[draft.channel]}
          data={[...new Set(knownAddresses(draft.channel, consumer))]}
          maxLength={300}
          value={draft.address}
          onChange={(address) => change({ address })}
          error={error}
        />
      )}
    </>
  )
}
