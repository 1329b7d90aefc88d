package workbook.kit.exercise;

/** The gap in a starter. */
public final class Todo {

  private Todo() {}

  /**
   * Stands where the learner's code will stand. Declared to return what is missing, so that a
   * starter compiles: {@code return Todo.solve("3.01", "return an idle connection, or open one")}.
   *
   * @param exerciseId the exercise, for instance {@code 3.01}
   * @param task what to write here, as an instruction without a full stop
   * @return never
   * @throws NotSolvedYet always
   */
  // Error Prone is right in general; here "returns whatever is missing, and always throws" is the
  // point.
  @SuppressWarnings({"DoNotCallSuggester", "TypeParameterUnusedInFormals"})
  public static <T> T solve(String exerciseId, String task) {
    throw new NotSolvedYet(exerciseId, task);
  }
}
