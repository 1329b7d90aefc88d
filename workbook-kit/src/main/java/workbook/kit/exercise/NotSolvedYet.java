package workbook.kit.exercise;

/** Says that a gap of an exercise is still a gap: the declared reason for which a starter fails. */
public final class NotSolvedYet extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotSolvedYet(String exerciseId, String task) {
    super("Exercise " + exerciseId + " is not solved yet. Your task: " + task + ".");
  }
}
