import { Modal, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { CommandId } from '#shared/contract/contract'
import { ProcessKey } from '#shared/contract/process'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { FormFoot } from '../../ui/FormFoot'
import { uiWords } from '../../ui/uiWords'
import { useWords } from '../../ui/words'
import classes from './Design.module.css'
import { blankDrawing, keyOf } from './drawing/blank'
import { processMoved } from './processCache'
import { processWords } from './words'

/** A name and a key, and there is a drawing with a start to go on from. */
export function NewProcess({ onMade, onClose }: { onMade: (key: ProcessKey) => void; onClose: () => void }) {
  const t = useWords(processWords)
  const closeLabel = useWords(uiWords).close
  const [name, setName] = useState('')
  const [typedKey, setTypedKey] = useState<string | null>(null)
  const [isChecked, setChecked] = useState(false)
  const key = typedKey ?? keyOf(name)
  const parsed = ProcessKey.safeParse(key)
  const making = useMutation({
    mutationFn: (command: { key: ProcessKey; commandId: CommandId }) =>
      server.saveDraft({
        ...command,
        name: name.trim(),
        xml: blankDrawing(command.key, name.trim()),
        revision: 0,
        basedOn: null,
      }),
    onSuccess: (_, command) => {
      processMoved(command.key)
      onMade(command.key)
    },
  })
  const isNamed = name.trim() !== ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (isNamed && parsed.success && !making.isPending) making.mutate({ key: parsed.data, commandId: newCommandId() })
  }
  return (
    <Modal opened onClose={onClose} title={t.newProcess} size={440} closeButtonProps={{ 'aria-label': closeLabel }}>
      <form className={classes.form} onSubmit={submit} noValidate>
        <TextInput
          label={t.name}
          data-autofocus
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={isChecked && !isNamed ? t.nameMissing : undefined}
        />
        <TextInput
          label={t.key}
          description={t.keyHint}
          maxLength={80}
          spellCheck={false}
          value={key}
          onChange={(event) => setTypedKey(event.currentTarget.value)}
          error={isChecked && isNamed && !parsed.success ? t.keyBad : undefined}
        />
        <FormFoot
          error={
            making.error && refusalText(making.error, { ...t.refusals, draftChangedMeanwhile: t.refusals.keyTaken })
          }
          submit={t.create}
          isBusy={making.isPending}
          cancel={t.cancel}
          onCancel={onClose}
        />
      </form>
    </Modal>
  )
}
