import { type NotificationData, notifications } from '@mantine/notifications'
import { uiWords } from './uiWords'
import { wordsNow } from './words'

/** A notice in the corner whose cross says what it does. */
export const tell = (notice: NotificationData): void =>
  void notifications.show({ closeButtonProps: { 'aria-label': wordsNow(uiWords).close }, ...notice })
