import { Alert, Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { RunLine } from '#shared/contract/run'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { useMe } from '../../api/session'
import { useWords } from '../../ui/words'
import { runsMoved } from './runCache'
import { runWords } from './words'

/** The process could not go on by itself: where, why, and another try for those who may. */
export function RunFailures({ run }: { run: RunLine }) {
  const t = useWords(runWords)
  const me = useMe()
  const retrying = useMutation({
    mutationFn: () => server.retryRun({ runId: run.id, commandId: newCommandId() }),
    onSuccess: ({ stillFailing }) => {
      runsMoved(run.consumerId)
      notifications.show(stillFailing > 0 ? { color: 'bad', message: t.stillFailing } : { message: t.retried })
    },
    onError: (error) => notifications.show({ color: 'bad', message: refusalText(error, t.refusals) }),
  })
  const mayRetry = me.roles.includes('supervisor') || me.roles.includes('administrator')
  return run.failures.map(({ elementId, elementName, message, attempts }) => (
    <Alert
      key={elementId}
      color="bad"
      variant="light"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={t.failure({ step: elementName })}
    >
      <p>
        {message} · {t.failureMore(attempts)}
      </p>
      {mayRetry && (
        <Button size="compact-sm" variant="default" loading={retrying.isPending} onClick={() => retrying.mutate()}>
          {t.retry}
        </Button>
      )}
    </Alert>
  ))
}
