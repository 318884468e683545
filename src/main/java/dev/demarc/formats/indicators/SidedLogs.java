package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;
import dev.demarc.shared.Indicator.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lines of logs that name both sides without a word for either: by their places in the line, as
 * firewalls, load balancers, web and telephone servers write them.
 */
final class SidedLogs {

  private static final int LONGEST_LINE = 1_000;

  private static final String ADDRESS =
      "(?:(?:\\d{1,3}\\.){3}\\d{1,3}|[0-9a-fA-F]{0,4}:[0-9a-fA-F:]{2,41})";

  private static final String FROM = "(?P<from>" + ADDRESS + ")";
  private static final String TO = "(?P<to>" + ADDRESS + ")";

  /**
   * One kind of line.
   *
   * @param hint what stands in each such line: most lines are none
   */
  private record Form(String hint, Pattern pattern) {

    static Form of(String hint, String pattern) {
      return new Form(hint, Pattern.compile(pattern));
    }
  }

  private static final List<Form> FORMS =
      List.of(
          // AWS VPC flow logs, version 2
          Form.of(
              " eni-",
              "\\b\\d (?:\\d{12}|unknown) eni-\\w+ " + FROM + " " + TO + " \\d+ \\d+ \\d+ "),
          // Windows Defender Firewall
          Form.of(" DROP ", "\\d:\\d{2} DROP [A-Z]+\\d* " + FROM + " " + TO + " "),
          Form.of(" ALLOW ", "\\d:\\d{2} ALLOW [A-Z]+\\d* " + FROM + " " + TO + " "),
          // Cisco ASA
          Form.of(
              "Built inbound ", " for [\\w.-]+:" + FROM + "/\\d+ .*\\bto [\\w.-]+:" + TO + "/\\d+"),
          Form.of("Teardown ", " for [\\w.-]+:" + FROM + "/\\d+ .*\\bto [\\w.-]+:" + TO + "/\\d+"),
          // pfSense and OPNsense, IPv4 and IPv6
          Form.of("filterlog", ",\\w+,\\d+," + FROM + "," + TO + ",(?:\\d+,\\d+,|\\w)"),
          // Palo Alto Networks
          Form.of(",THREAT,", ",THREAT,[^,]*,\\d*,[^,]*," + FROM + "," + TO + ","),
          Form.of(",TRAFFIC,", ",TRAFFIC,[^,]*,\\d*,[^,]*," + FROM + "," + TO + ","),
          // IIS in the order that it has by default
          Form.of(" - ", "\\d:\\d{2} " + TO + " [A-Z]{3,8} \\S+ \\S+ \\d{1,5} \\S+ " + FROM + " "),
          // Elastic Load Balancing, of both generations
          Form.of(
              "Z ",
              "^[\\s>|]*(?:(?:https?|h2|wss?|grpcs?) )?\\d{4}-\\S+Z \\S+ "
                  + FROM
                  + ":\\d+ "
                  + TO
                  + ":\\d+ [\\d.-]+ "),
          // Asterisk, FreeSWITCH
          Form.of(
              "RemoteAddress=\"",
              "LocalAddress=\"\\w+/\\w+/"
                  + TO
                  + "/\\d+\".*RemoteAddress=\"\\w+/\\w+/"
                  + FROM
                  + "/"),
          Form.of(" from ip ", "\\[[^\\]@\\s]*@" + TO + "\\] from ip " + FROM),
          // Exim, Cowrie
          Form.of("I=[", "\\[" + FROM + "\\](?::\\d+)? I=\\[" + TO + "\\]"),
          Form.of("New connection: ", "New connection: " + FROM + ":\\d+ \\(" + TO + ":\\d+\\)"));

  /** Of one line: where either side stands, and whether it is an answer. */
  private record Sides(int from, int to, boolean isAnswer) {}

  private static final Sides NONE = new Sides(-1, -1, false);

  private final String text;
  private final Sentences sentences;
  private final Exchanges exchanges;

  /** By where the line begins. */
  private final Map<Integer, Sides> known = new HashMap<>();

  SidedLogs(String text, Sentences sentences, Exchanges exchanges) {
    this.text = text;
    this.sentences = sentences;
    this.exchanges = exchanges;
  }

  /** Null where it stands in no such line. */
  @Nullable Role role(int start) {
    var sides = known.computeIfAbsent(sentences.lineStart(start), this::sides);
    boolean first = start == sides.from();
    if (!first && start != sides.to()) {
      return null;
    }
    return first == sides.isAnswer() ? Role.TARGET : Role.SOURCE;
  }

  private Sides sides(int lineStart) {
    int end = text.indexOf('\n', lineStart);
    end = Math.min(end < 0 ? text.length() : end, lineStart + LONGEST_LINE);
    var line = text.substring(lineStart, end);
    for (var form : FORMS) {
      var found = line.contains(form.hint()) ? form.pattern().matcher(line) : null;
      if (found != null && found.find()) {
        return new Sides(
            lineStart + found.start("from"),
            lineStart + found.start("to"),
            exchanges.isAnswer(found.group("from"), found.group("to")));
      }
    }
    return NONE;
  }
}
