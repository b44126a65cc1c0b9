import { Notification } from 'electron'

type Told = { title: string; body: string; onClick: () => void }
/** Kept until closed: a notification that is collected as garbage never hears its click. */
const shown = new Set<Notification>()

export function notify({ title, body, onClick }: Told): void {
  if (!Notification.isSupported()) return
  const notification = new Notification({ title, body })
  shown.add(notification)
  notification.on('close', () => shown.delete(notification))
  notification.on('click', () => {
    shown.delete(notification)
    onClick()
  })
  notification.show()
}
