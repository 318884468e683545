package dev.demarc.responsibility;

import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.matrix.ServiceRow;
import java.util.List;

/**
 * A fact that a report leaves out and that decides whose work it is.
 *
 * @param id stable for the same question: {@code mode:EKS}, {@code service}, {@code account}
 * @param options the answers there are; empty where the answer is a value that a person types
 */
public record OpenQuestion(String id, String question, List<Option> options) {

  /** Which AWS service a report is about; any name of the matrix answers it. */
  public static final String SERVICE = "service";

  /** Which account stands behind an address that AWS's customers share; twelve digits. */
  public static final String ACCOUNT = "account";

  /**
   * @param responsibility whose work the layer in question then is
   * @param meaning what each side with a part then does
   */
  public record Option(String answer, Responsibility responsibility, String meaning) {}

  public OpenQuestion {
    options = List.copyOf(options);
  }

  /**
   * Whether the side stands until somebody answers, where the words themselves say that customers
   * share the address; then the answer may move it.
   */
  boolean sideStands() {
    return id.equals(ACCOUNT);
  }

  static String modeOf(ServiceRow service) {
    return "mode:" + service.name();
  }
}
