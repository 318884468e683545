package dev.demarc.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which case the subject of a mail names, as other desks' programs and people write it. */
class CaseKeyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Re: [DM-2026-000417] Received: Login attempts",
        "AW: [dm-2026-000417] Erhalten: Anmeldeversuche",
        "[RT #5521] AW: Erhalten: Anmeldeversuche (DM-2026-000417)",
        "Ticket#2026112210000012 Re: Received: Spam {DM-2026-000417}",
        "转发：已收到【DM-2026-000417】",
        "RE: FW: Port scan [Case DM-2026-000417]",
        "Rép. : signalement (dossier n° DM-2026-000417)",
        "Re: DM-2026-000417: login attempts",
        "[NOC-118] Re: DM-2026-000417 login attempts",
        "DM-2026-000417",
        "Your case DM-2026-000417 - any news?",
        "Rückfrage zum Portscan, Ihr Fall DM-2026-000417",
        "Port scan - DM-2026-000417",
        "Nuovi dettagli | rif. DM-2026-000417"
      })
  void is_found_in_a_subject(String subject) {
    assertThat(CaseKey.inSubject(subject)).contains(new CaseKey("DM-2026-000417"));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "Spam again, see DM-2026-000417",
        "Port scan from 192.0.2.3 (as in DM-2026-000417)",
        "Port scan from 192.0.2.3, other than in case DM-2026-000417",
        "Wieder Spam, siehe auch Fall DM-2026-000417",
        "Encore du spam, voir dossier DM-2026-000417",
        "XDM-2026-000417 is our order",
        "Order DM-2026-000417-B",
        "Host dm-2026-000417.cloud.example attacks us"
      })
  void is_not_found_where_it_is_only_spoken_of(String subject) {
    assertThat(CaseKey.inSubject(subject)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DM-2026-000009 (other desk) Re: [DM-2026-000417] Received",
        "Re: [DM-2026-000417] Received (DM-2026-000009)"
      })
  void as_our_mails_write_it_counts_before_other_forms(String subject) {
    assertThat(CaseKey.inSubject(subject)).contains(new CaseKey("DM-2026-000417"));
  }
}
