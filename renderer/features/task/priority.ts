const NAMES = ['ordinary', 'high', 'urgent'] as const

/** The word for a number: 0 ordinary, 1 high, 2 urgent. */
export const priorityName = (priority: number): (typeof NAMES)[number] => NAMES[priority] ?? 'ordinary'
