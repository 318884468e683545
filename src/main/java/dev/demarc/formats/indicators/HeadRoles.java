package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;
import dev.demarc.shared.Indicator.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which side stands in each column of a table, by the names of its heads beside each other. */
final class HeadRoles {

  private static final int LONGEST_HEAD = 40;

  /** A head that says which side it is; beside one a mere "host" or "address" says nothing. */
  private static final Pattern SIDED =
      Pattern.compile(
          "^c-ip$|^rip$|source|src|attack|attaqu|atac|atak|angr|gegenstelle|verursach|quell|orig|sorgente|bron"
              + "|źródł|zdroj|útočn|источник|атаку|client|remote|peer|offend|abus|xff|forwarded"
              + "|源|来源|來源|攻击|攻擊|攻撃元|送信元|发起");

  /** A head of machines that malware has taken; beside it stands who commands them. */
  private static final Pattern TAKEN =
      Pattern.compile(
          "\\b(?:infect|infiz|infett|infic|infek|compromis|kompromit|bots?\\b|bot[ _-]?ip|zainfek|napad)"
              + "|заражен|感染");

  private static final Pattern COMMANDING =
      Pattern.compile("\\b(?:remote|c2|c&c|cnc|controller|peer|domain|server)\\b");

  /** Heads of what a list of culprits tells beside each of them. */
  private static final Pattern TELLING =
      Pattern.compile(
          "(?i)\\b(?:as|asn|as[ -]?n(?:umber|r)?|time|date|date ?time|date ?added|timestamp|seen|utc"
              + "|threat|malware|infection|type|category|zeit|zeitpunkt|zeitstempel|datum|horodatage"
              + "|fecha|data|hora|tijd|czas|čas|дата|время)\\b|时间|日時");

  /** Heads of the culprit itself, in a table that has no sides. */
  private static final Pattern THING =
      Pattern.compile(
          "(?i)(?:ip|ips|ipv4|ipv6|ip[ _-]?addr(?:ess)?|address|host[ _]?ip|url|urls|uri|phishing url"
              + "|malware url|ip-adresse|adresse ip|adresa ip|ip-адрес|ip地址|ipアドレス)");

  private static final Pattern LEGEND = Pattern.compile("^[\\pL ]{1,20}:\\s");

  /** The names without the legend before the first, {@code Columns: ip}. */
  private final List<String> names;

  private final List<@Nullable Role> roles = new ArrayList<>();

  private HeadRoles(List<String> heads) {
    names = new ArrayList<>(heads);
    names.set(0, LEGEND.matcher(heads.get(0)).replaceFirst(""));
  }

  /**
   * Mentioned where another column has a side; null where nothing tells; empty where the names are
   * no heads of such a table.
   *
   * @param heads at least one
   */
  static List<@Nullable Role> of(List<String> heads) {
    var table = new HeadRoles(heads);
    boolean sided = table.setSided(heads);
    sided |= table.setTaken();
    boolean attacked = table.roles.contains(Role.TARGET);
    sided = sided || (attacked ? table.setBare() : table.setListed());
    if (!sided && !attacked) {
      return List.of();
    }
    boolean other = sided;
    table.roles.replaceAll(role -> settled(role, other));
    return table.roles;
  }

  /** Whether a head of a source tells it from another side. */
  static boolean isSided(String head) {
    return SIDED.matcher(head.toLowerCase(Locale.ROOT)).find();
  }

  private boolean setSided(List<String> heads) {
    boolean sided = false;
    for (var head : heads) {
      var role = head.length() > LONGEST_HEAD ? null : RoleLabels.role(head);
      boolean side = role == Role.SOURCE && isSided(head);
      sided |= side;
      roles.add(role == Role.SOURCE && !side ? Role.MENTIONED : role);
    }
    return sided;
  }

  /** Whether it lists machines that malware has taken: those are accused, not what they called. */
  private boolean setTaken() {
    boolean taken = false;
    for (int i = 0; i < roles.size(); i++) {
      if (roles.get(i) == Role.MENTIONED && is(TAKEN, i)) {
        roles.set(i, Role.SOURCE);
        taken = true;
      }
    }
    for (int i = 0; taken && i < roles.size(); i++) {
      if (is(COMMANDING, i)) {
        roles.set(i, Role.MENTIONED);
      }
    }
    return taken;
  }

  /** Whether one column has a bare address beside the other side: {@code ip,time,dst_ip}. */
  private boolean setBare() {
    var bare = things();
    if (bare.size() != 1 || roles.get(bare.get(0)) != Role.MENTIONED) {
      return false;
    }
    roles.set(bare.get(0), Role.SOURCE);
    return true;
  }

  /**
   * A table without sides that tells of each entry when it was seen, or what it is, lists culprits.
   * Whether it is one; then its roles are set.
   */
  private boolean setListed() {
    var things = things();
    boolean tells = false;
    for (int i = 0; i < names.size() && !tells; i++) {
      tells = !things.contains(i) && is(TELLING, i);
    }
    if (things.isEmpty() || names.size() < 3 || !tells) {
      return false;
    }
    things.forEach(column -> roles.set(column, Role.SOURCE));
    return true;
  }

  private List<Integer> things() {
    var things = new ArrayList<Integer>();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).length() <= LONGEST_HEAD && THING.matches(names.get(i))) {
        things.add(i);
      }
    }
    return things;
  }

  private boolean is(Pattern pattern, int column) {
    var name = names.get(column);
    return name.length() <= LONGEST_HEAD && pattern.matcher(name.toLowerCase(Locale.ROOT)).find();
  }

  /** Where a column has the source, what another holds is only mentioned. */
  private static @Nullable Role settled(@Nullable Role role, boolean sided) {
    if (role == Role.SOURCE || role == Role.TARGET) {
      return role;
    }
    return sided ? Role.MENTIONED : null;
  }
}
