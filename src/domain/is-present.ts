/** Returns whether a member of a request is present: neither `null` nor `undefined`. */
export function isPresent<Member>(member: Member): member is Member & {} {
  return member !== undefined && member !== null;
}
