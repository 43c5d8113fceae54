/** A cucumber formatter that prints nothing: the runner listens to the messages itself. */
export default {
  type: "formatter",
  formatter(): void {
    // nothing to print
  },
};
