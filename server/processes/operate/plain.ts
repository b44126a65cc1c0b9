/** As it travels: instants as ISO 8601 text. */
export const plain = (value: object): unknown => JSON.parse(JSON.stringify(value))
