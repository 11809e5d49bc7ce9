/** Sends emails. */
export interface Mailer {
  send(address: string, text: string): Promise<void>;
}
