/** Returns whether a member of a request is present: `null` is as absent as `undefined`. */
export function isPresent<Member>(member: Member): member is Member & {} {
  return member !== undefined && member !== null;
}
