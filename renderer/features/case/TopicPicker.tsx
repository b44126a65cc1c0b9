import { Select } from '@mantine/core'
import { useMemo } from 'react'
import { useWords } from '../../ui/words'
import { groupTopics, isOfAppeals, useNameOf, useTopics } from './topics'
import { caseWords } from './words'

type Props = { value: string; onChange: (code: string) => void; error?: string | undefined }

/** The thirty topics under their groups; typing narrows them. */
export function TopicPicker({ value, onChange, error }: Props) {
  const t = useWords(caseWords)
  const nameOf = useNameOf()
  const { data } = useTopics()
  const choices = useMemo(
    () => groupTopics((data?.topics ?? []).filter(isOfAppeals), (group) => t.groups[group], nameOf),
    [data, t, nameOf],
  )
  return (
    <Select
      // the field writes out its value once, when it comes: it comes again with the names
      key={data ? 'named' : 'unnamed'}
      label={t.topic}
      placeholder={t.topicPlaceholder}
      nothingFoundMessage={t.topicNone}
      searchable
      data={choices}
      value={value || null}
      onChange={(code) => onChange(code ?? '')}
      error={error}
      maxDropdownHeight={320}
      comboboxProps={{ shadow: 'md', transitionProps: { duration: 0 } }}
    />
  )
}
