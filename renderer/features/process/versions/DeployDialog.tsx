import { Alert, Button, Checkbox, Modal, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { CommandId } from '#shared/contract/contract'
import type { Deployment, ProcessKey } from '#shared/contract/process'
import type { Suggestion } from '#shared/contract/suggestion'
import { refusalText } from '../../../api/refusalText'
import { newCommandId, server } from '../../../api/server'
import { submitOnCtrlEnter } from '../../../ui/submitOnCtrlEnter'
import { uiWords } from '../../../ui/uiWords'
import { useDraft } from '../../../ui/useDraft'
import { useWords } from '../../../ui/words'
import { processWords } from '../words'
import { Refused } from './Refused'
import classes from './Versions.module.css'
import { versionWords } from './words'

type Props = {
  processKey: ProcessKey
  /** Sends what is not sent yet; the revision to deploy, null when something is in the way. */
  ready: () => Promise<number | null>
  lintErrors: number
  /** Those that were accepted and are not done yet. */
  accepted: readonly Suggestion[]
  onDeployed: (version: number) => void
  onShow: (elementId: string) => void
  onClose: () => void
}

export function DeployDialog(props: Props) {
  const t = useWords(versionWords)
  const closeLabel = useWords(uiWords).close
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t.deployTitle}
      size={520}
      closeButtonProps={{ 'aria-label': closeLabel }}
    >
      <DeployForm {...props} />
    </Modal>
  )
}

function DeployForm({ processKey, ready, lintErrors, accepted, onDeployed, onShow, onClose }: Props) {
  const t = useWords(versionWords)
  const refusals = useWords(processWords).refusals
  const [comment, setComment, forget] = useDraft(`deploy.${processKey}`, '')
  const [realises, setRealises] = useState<readonly Suggestion['id'][]>([])
  const [isChecked, setChecked] = useState(false)
  const isShort = comment.trim().length < 3
  const deploying = useMutation({
    mutationFn: async (commandId: CommandId): Promise<Deployment | null> => {
      const revision = await ready()
      if (revision === null) return null
      const command = { key: processKey, revision, comment: comment.trim(), realises: [...realises] }
      return server.deployProcess({ ...command, commandId })
    },
    onSuccess: (deployment) => {
      if (deployment === null) return onClose()
      if (deployment.outcome !== 'deployed') return
      forget()
      onDeployed(deployment.version)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (!isShort && !deploying.isPending) deploying.mutate(newCommandId())
  }
  const refused = deploying.data?.outcome === 'refused' ? deploying.data.problems : null
  return (
    <form className={classes.form} onSubmit={submit} onKeyDown={submitOnCtrlEnter} noValidate>
      <p className={classes.text}>{t.deployText}</p>
      {lintErrors > 0 && !refused && (
        <Alert color="warn" variant="light">
          {t.lintErrors(lintErrors)}
        </Alert>
      )}
      <Textarea
        label={t.comment}
        data-autofocus
        autosize
        minRows={2}
        maxLength={1_000}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
        error={isChecked && isShort ? t.commentShort : undefined}
      />
      {accepted.length > 0 && (
        <Checkbox.Group label={t.realises} value={[...realises]} onChange={(ids) => setRealises(chosen(accepted, ids))}>
          <div className={classes.realises}>
            {accepted.map(({ id, text }) => (
              <Checkbox key={id} value={id} label={text} size="sm" />
            ))}
          </div>
        </Checkbox.Group>
      )}
      {refused && <Refused problems={refused} onShow={onShow} />}
      {deploying.error && (
        <Alert color="bad" variant="light" role="alert">
          {refusalText(deploying.error, refusals)}
        </Alert>
      )}
      <div className={classes.buttons}>
        <Button type="submit" loading={deploying.isPending} aria-label={deploying.isPending ? t.deploying : t.doDeploy}>
          {t.doDeploy}
        </Button>
        <Button variant="subtle" color="gray" onClick={onClose}>
          {t.cancel}
        </Button>
      </div>
    </form>
  )
}

const chosen = (accepted: readonly Suggestion[], ids: readonly string[]) =>
  accepted.map(({ id }) => id).filter((id) => ids.includes(id))
