import { Alert, Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { OpenedCase } from '#shared/contract/case'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { useMe } from '../../api/session'
import { useWords } from '../../ui/words'
import { caseMoved } from './caseCache'
import { caseWords } from './words'

/** The process could not go on by itself: where, why, and another try for those who may. */
export function CaseFailure({ opened: { case: matter, failures } }: { opened: OpenedCase }) {
  const t = useWords(caseWords)
  const me = useMe()
  const retrying = useMutation({
    mutationFn: () => server.retryCase({ caseId: matter.id, commandId: newCommandId() }),
    onSuccess: ({ stillFailing }) => {
      caseMoved(matter.id, matter.consumerId)
      notifications.show(stillFailing > 0 ? { color: 'bad', message: t.stillFailing } : { message: t.retried })
    },
    onError: (error) => notifications.show({ color: 'bad', message: refusalText(error, t.refusals) }),
  })
  const names: Readonly<Record<string, string>> = t.elements
  const mayRetry = me.roles.includes('supervisor') || me.roles.includes('administrator')
  return failures.map(({ elementId, message, attempts }) => (
    <Alert
      key={elementId}
      color="bad"
      variant="light"
      icon={<IconAlertTriangle size={18} />}
      title={t.failure({ step: names[elementId] ?? elementId })}
    >
      <p>{t.failureMore({ message, attempts })}</p>
      {mayRetry && (
        <Button size="compact-sm" variant="default" loading={retrying.isPending} onClick={() => retrying.mutate()}>
          {t.retry}
        </Button>
      )}
    </Alert>
  ))
}
