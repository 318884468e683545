package dev.demarc.formats.text;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * HTML as plain text: blocks on lines of their own, columns of a table apart by tabs, link targets
 * behind their words, since in a phishing mail the two differ. Scripts, styles and comments are
 * dropped; nothing is loaded.
 */
public final class HtmlText implements NodeVisitor {

  private static final Set<String> UNSEEN = Set.of("script", "style", "head", "template");
  private static final Set<String> LINES =
      Set.of(
          "p",
          "div",
          "br",
          "tr",
          "li",
          "ul",
          "ol",
          "table",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "pre",
          "blockquote",
          "hr",
          "section",
          "article");

  private static final int LONGEST = 1 << 20;

  private final StringBuilder text = new StringBuilder();
  private int unseen;

  /** How much markup is read of one submission; what a tree is made of costs more than text. */
  public static final class Allowance {

    private static final int MOST = 2 << 20;

    private int left = MOST;

    /** The start of the markup that may still be read. */
    public String taken(String html) {
      var start = Text.cut(html, Math.min(left, LONGEST));
      left -= start.length();
      return start;
    }
  }

  public static String of(String html) {
    var visitor = new HtmlText();
    Jsoup.parse(html).traverse(visitor);
    return visitor.text.toString().strip();
  }

  @Override
  public void head(Node node, int depth) {
    if (node instanceof TextNode words) {
      if (unseen == 0) {
        append(words.getWholeText(), inPre(words));
      }
    } else if (node instanceof Element element) {
      if (UNSEEN.contains(element.normalName())) {
        unseen++;
      } else if (LINES.contains(element.normalName())) {
        newLine();
      } else if (element.normalName().equals("td") || element.normalName().equals("th")) {
        newColumn();
      }
    }
  }

  @Override
  public void tail(Node node, int depth) {
    if (!(node instanceof Element element)) {
      return;
    }
    var name = element.normalName();
    if (UNSEEN.contains(name)) {
      unseen--;
    } else if (name.equals("a") && unseen == 0) {
      appendTarget(element);
    } else if (LINES.contains(name)) {
      newLine();
    }
  }

  private void appendTarget(Element link) {
    var target = link.attr("href").strip();
    boolean leadsAway = target.regionMatches(true, 0, "http", 0, 4);
    if (leadsAway && !link.ownText().strip().equals(target)) {
      append(" <" + target + ">", false);
    }
  }

  private static boolean inPre(TextNode words) {
    return words.parent() != null && words.parent().normalName().equals("pre");
  }

  private void append(String words, boolean asIs) {
    if (asIs) {
      text.append(words);
      return;
    }
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      boolean gap = Character.isWhitespace(c) || c == '\u00A0';
      boolean afterGap =
          text.length() == 0 || Character.isWhitespace(text.charAt(text.length() - 1));
      if (!gap) {
        text.append(c);
      } else if (!afterGap) {
        text.append(' ');
      }
    }
  }

  private void newColumn() {
    int end = text.length();
    if (end > 0 && text.charAt(end - 1) == ' ') {
      text.setCharAt(end - 1, '\t');
    } else if (end > 0 && text.charAt(end - 1) != '\n') {
      text.append('\t');
    }
  }

  private void newLine() {
    if (text.length() > 0 && text.charAt(text.length() - 1) != '\n') {
      text.append('\n');
    }
  }
}
