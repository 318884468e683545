package dev.demarc.formats.bulk;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the columns of tables that senders are known to send hold, by their names: lower-case, with
 * underscores for all that is no letter or digit. Among them are those of the Shadowserver
 * Foundation, of AbuseIPDB, and of CERTs that write the names of IntelMQ ({@code source.ip}).
 * Whatever a table comes by, it is read by these.
 */
public final class TableColumns {

  /** Addresses that act. */
  public static final Set<String> SOURCES =
      names(
          "ip src src_ip srcip source source_ip sourceip source_address"
              + " ip_address ipaddress ip_addr address attacker attacker_ip offender"
              + " offending_ip client_ip remote_ip remote_addr remote_host host_ip abused_proxy_ip"
              + " infected_ip ipv4 ipv6 src_addr quell_ip quell_ip_adresse source_fqdn"
              + " source_url source_network src_host abuser_ip indicator_ip bot_ip c2_ip"
              + " http_referer_ip quelle quelladresse angreifer angreifer_ip ip_adresse adresse_ip"
              + " ip_source adresse_source attaquant ip_attaquante ip_origen dirección_ip"
              + " dirección_origen origen atacante ip_atacante ip_origem endereço_ip"
              + " endereço_origem origem ip_sorgente indirizzo_ip sorgente attaccante bron_ip"
              + " bronadres ip_adres aanvaller adres_ip adres_źródłowy źródłowy_ip zdrojová_ip"
              + " zdrojová_adresa ip_адрес ip_источника адрес_источника 源ip 源地址 攻击源ip 送信元ip"
              + " 送信元 攻撃元ip",
          addressesOf(
              "source src origin offender offending attacker attacking abuser abusive abusing"
                  + " infected compromised malicious suspicious suspect hostile bot scanner"
                  + " scanning spammer sender intruder client remote bad"));

  /** Where that goes to. */
  public static final Set<String> TARGETS =
      names(
          "dip dst dst_ip dstip dest dest_ip destination destination_ip"
              + " destination_address destip dst_addr target target_ip victim victim_ip"
              + " ziel_ip destination_fqdn destination_url destination_network dst_host"
              + " target_host attacked_ip attack_target ziel zieladresse cible ip_cible adresse_cible destino"
              + " ip_destino dirección_destino endereço_destino ip_alvo destinazione"
              + " ip_destinazione doel doel_ip doeladres adres_docelowy docelowy_ip cílová_ip"
              + " cílová_adresa ip_назначения адрес_назначения 目的ip 目的地址 目标ip 宛先ip 宛先",
          addressesOf("victim target targeted attacked destination dest dst honeypot local"),
          combined("ip", "victima víctima vitima vítima victime vittima opfer ofiary objetivo"));

  /** Pages and domains that are reported. */
  public static final Set<String> SITES =
      names(
          "url uri link phishing_url malware_url domain fqdn source_domain_name"
              + " reported_url malicious_url phish_url");

  /** What belongs to an address, or tells a file. */
  public static final Set<String> MENTIONS =
      names(
          "hostname host reverse_dns rdns ptr cc_dns http_host http_referer"
              + " http_referrer md5 md5_hash sha1 sha1_hash sha256 sha256_hash email arn"
              + " instance_id src_hostname dst_hostname source_reverse_dns"
              + " destination_reverse_dns malware_hash malware_hash_md5"
              + " malware_hash_sha1 malware_hash_sha256 http_referer_hostname");

  /** When. */
  public static final Set<String> TIMES =
      names(
          "time_source timestamp time date datetime date_time event_time detected"
              + " detected_at detection_time seen first_seen last_seen start_time utc"
              + " timestamp_utc time_utc last_impact_timestamp report_date reportdate"
              + " reported_at reportedat last_reported_at lastreportedat time_observation zeit"
              + " zeitpunkt zeitstempel datum datum_uhrzeit ereigniszeit ereigniszeit_utc"
              + " zeitpunkt_utc horodatage date_heure fecha fecha_hora fecha_y_hora data_hora"
              + " data_e_hora data_ora tijd tijdstip datum_tijd czas data_czas čas datum_čas"
              + " дата время дата_время 时间 日時 発生日時 source_time observation_time"
              + " eventtime ceasetime starttime detecttime reporttime submission_time verification_time detail_time"
              + " generated_at date_added dateadded dateadded_utc zeitstempel_utc lastseen firstseen first"
              + " start_at stop_at created_at detectedtimeutc reportedtimeutc addeddate breachdate evt_time",
          combined(
              "observed seen detected occurred event attack incident infection first_seen"
                  + " last_seen log start",
              "at on time date datetime timestamp utc time_utc"));

  /** What happened, as one of the known senders names it. */
  public static final Set<String> CATEGORIES =
      names(
          "classification_type classification_taxonomy classification_identifier category"
              + " categories abuse_type type tag infection asn src_asn geo src_geo");

  private static final Set<String> LATER =
      names(
          "report_date reportdate reported_at reportedat last_reported_at lastreportedat"
              + " time_observation observation_time reporttime verification_time detail_time"
              + " generated_at created_at stop_at reportedtimeutc addeddate ceasetime");

  /** Beside one of these a domain is that of the address's provider. */
  private static final Set<String> OF_PROVIDER =
      names("isp usage_type abuse_confidence_score abuseconfidencescore usagetype");

  /** Shadowserver's tables of commands to attack, and of who took part, have both of these. */
  private static final Set<String> OF_ATTACK = names("dst_ip attack");

  /**
   * Shadowserver's honeypots write the attacked address as that which sends: it was forged. Its
   * table counts the requests.
   */
  private static final Set<String> OF_AMPLIFICATION = names("src_ip request count bytes");

  /** Of Shadowserver's lists of what others list or found: {@code source} tells who. */
  private static final Set<String> OF_LISTING = names("ip asn geo");

  /** Beside one of these stand infected hosts, and the server that they called. */
  private static final Set<String> OF_BOTS = names("botname bot_name bot infected_ip");

  private static final Set<String> OF_CONTROLLER = names("remote_ip remote_host domain fqdn c2_ip");

  /** Servers from which bots get their orders. */
  private static final Set<String> CONTROLLERS =
      names("c2_ip cc_ip cnc_ip c2_address c2_host c2 controller_ip botmaster_ip");

  private static final Set<String> OF_ORDERS =
      names(
          "attack attack_type attack_vector attack_method command method vector duration duration_s"
              + " duration_sec");

  private TableColumns() {}

  /**
   * Whether the rows are orders to bots to attack somebody: whoever is sent such a table finds its
   * own addresses among the attacked. Beside other sources the attacked are the sender's.
   */
  public static boolean areOrdersToAttack(Collection<String> columns) {
    return columns.stream().anyMatch(CONTROLLERS::contains)
        && columns.stream().anyMatch(TARGETS::contains)
        && columns.stream().anyMatch(OF_ORDERS::contains)
        && columns.stream().noneMatch(c -> SOURCES.contains(c) && !CONTROLLERS.contains(c));
  }

  /**
   * Whether a column that names a source in other tables names none in this one: the provider's
   * domain, who listed the address, the network that the address is in, or the server that an
   * infected host called.
   */
  public static boolean isNoSource(String column, Collection<String> columns) {
    return column.equals("domain") && columns.stream().anyMatch(OF_PROVIDER::contains)
        || column.equals("source") && columns.containsAll(OF_LISTING)
        || column.equals("source_network") && columns.contains("source_ip")
        || OF_CONTROLLER.contains(column) && columns.stream().anyMatch(OF_BOTS::contains);
  }

  /** Whether a column that names a source in other tables names the attacked side in this one. */
  public static boolean isAttacked(String column, Collection<String> columns) {
    return column.equals("domain") && columns.containsAll(OF_ATTACK)
        || column.equals("src_ip") && columns.containsAll(OF_AMPLIFICATION);
  }

  /** 0 for the time of the source's own clock, 2 for when it was noticed or reported. */
  public static int rankOfTime(String column) {
    return column.equals("time_source")
            || column.equals("source_time")
            || column.equals("eventtime")
        ? 0
        : LATER.contains(column) ? 2 : 1;
  }

  private static Set<String> names(String... all) {
    return Collections.unmodifiableSet(
        new LinkedHashSet<>(List.of(String.join(" ", all).split(" "))));
  }

  /** The address of each, however the column writes that: {@code offender_ip}. */
  private static String addressesOf(String sides) {
    return combined(sides, "ip ips ipv4 ipv6 ip_address ipaddress ip_addr address addr");
  }

  private static String combined(String firsts, String seconds) {
    return Stream.of(firsts.split(" "))
        .flatMap(first -> Stream.of(seconds.split(" ")).map(second -> first + "_" + second))
        .collect(Collectors.joining(" "));
  }
}
