import { Modal, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { CommandId } from '#shared/contract/contract'
import type { ProcessKey } from '#shared/contract/process'
import { refusalText } from '../../../api/refusalText'
import { newCommandId, server } from '../../../api/server'
import { FormFoot } from '../../../ui/FormFoot'
import { submitOnCtrlEnter } from '../../../ui/submitOnCtrlEnter'
import { uiWords } from '../../../ui/uiWords'
import { useWords } from '../../../ui/words'
import { processWords } from '../words'
import { Refused } from './Refused'
import classes from './Versions.module.css'
import { versionWords } from './words'

type Props = {
  processKey: ProcessKey
  version: number
  onDone: (next: number) => void
  onShow: (elementId: string) => void
  onClose: () => void
}

/** Asks why, says what will happen, and only then brings an earlier version back. */
export function RollBackDialog({ processKey, version, onDone, onShow, onClose }: Props) {
  const t = useWords(versionWords)
  const refusals = useWords(processWords).refusals
  const closeLabel = useWords(uiWords).close
  const [comment, setComment] = useState('')
  const [isChecked, setChecked] = useState(false)
  const isShort = comment.trim().length < 3
  const rolling = useMutation({
    mutationFn: (commandId: CommandId) =>
      server.rollBackProcess({ key: processKey, version, comment: comment.trim(), commandId }),
    onSuccess: (deployment) => {
      if (deployment.outcome === 'deployed') onDone(deployment.version)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (!isShort && !rolling.isPending) rolling.mutate(newCommandId())
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t.rollBackTitle({ version })}
      size={480}
      closeButtonProps={{ 'aria-label': closeLabel }}
    >
      <form className={classes.form} onSubmit={submit} onKeyDown={submitOnCtrlEnter} noValidate>
        <p className={classes.text}>{t.rollBackText({ version })}</p>
        <Textarea
          label={t.rollBackComment}
          data-autofocus
          autosize
          minRows={2}
          maxLength={1_000}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
          error={isChecked && isShort ? t.commentShort : undefined}
        />
        {rolling.data?.outcome === 'refused' && <Refused problems={rolling.data.problems} onShow={onShow} />}
        <FormFoot
          error={rolling.error && refusalText(rolling.error, refusals)}
          submit={t.doRollBack}
          isBusy={rolling.isPending}
          cancel={t.cancel}
          onCancel={onClose}
        />
      </form>
    </Modal>
  )
}
