import { SegmentedControl } from '@mantine/core'
import { useMemo, useState } from 'react'
import { readForm } from '#shared/rules/form/formProblems'
import { EmptyState } from '../../../ui/EmptyState'
import { useWords } from '../../../ui/words'
import type { Drawing } from '../drawing/drawing'
import { EnclosureRoom } from '../enclosed/EnclosureRoom'
import { useEnclosure } from '../enclosed/useEnclosure'
import { Builder } from './Builder'
import { Preview } from './Preview'
import { formsWords } from './words'

type Props = { drawing: Drawing; id: string; onClose: () => void }

/** One form on the table: built, or looked at as the person will see it. What is done goes into the draft at once. */
export function FormRoom({ drawing, id, onClose }: Props) {
  const t = useWords(formsWords)
  const [mode, setMode] = useState<'build' | 'preview'>('build')
  const { item: form, keep } = useEnclosure(drawing, 'form', id)
  if (!form) return <EmptyState title={t.failed} hint={t.failedHint} />
  const tools = (
    <SegmentedControl
      size="xs"
      aria-label={t.mode}
      value={mode}
      onChange={setMode}
      data={[
        { value: 'build', label: t.build },
        { value: 'preview', label: t.preview },
      ]}
    />
  )
  return (
    <EnclosureRoom
      label={t.room({ name: form.name })}
      words={t}
      name={form.name}
      onName={(name) => keep({ name })}
      tools={tools}
      onClose={onClose}
    >
      {mode === 'build' ? (
        <Builder text={form.text} onChange={(text) => keep({ text })} />
      ) : (
        <Looked text={form.text} />
      )}
    </EnclosureRoom>
  )
}

function Looked({ text }: { text: string }) {
  const t = useWords(formsWords)
  const read = useMemo(() => readForm(text), [text])
  if ('problem' in read) return <EmptyState title={t.failed} hint={t.failedHint} />
  return <Preview schema={read.schema} />
}
