package dev.demarc.formats.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Until when a desk wants an answer, in the words of its language. */
class ReplyDeadlineTest {

  private static final Instant SENT = Instant.parse("2026-11-23T09:10:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Please end the problem and answer both of us within 24 hours. | 2026-11-24T09:10:00Z",
        "We have received a complaint about 192.0.2.24. Please act and update us within 12 hours. | 2026-11-23T21:10:00Z",
        "We have seen attacks by 2001:db8::24. Please stop them within 12 hours. | 2026-11-23T21:10:00Z",
        "We expect your answer within two (2) working days. | 2026-11-25T09:10:00Z",
        "Please respond by 25 November 12:00 UTC. | 2026-11-25T12:00:00Z",
        "If we do not hear from you in 48h, the server will be locked. | 2026-11-25T09:10:00Z",
        "You have 12 hours to remove the page. | 2026-11-23T21:10:00Z",
        "Deadline: 2026-11-26 18:00 CET | 2026-11-26T17:00:00Z",
        "Kindly reply no later than November 27th, 2026, 5 pm UTC. | 2026-11-27T17:00:00Z",
        "We require a response within one week. | 2026-11-30T09:10:00Z",
        "Bitte antworten Sie uns innerhalb von 24 Stunden. | 2026-11-24T09:10:00Z",
        "Wir bitten um Rückmeldung binnen 3 Werktagen. | 2026-11-26T09:10:00Z",
        "Bitte beheben Sie das bis zum 25. November 2026, 12:00 Uhr. | 2026-11-25T12:00:00Z",
        "Stellungnahme bis spätestens 25.11.2026 erbeten. | 2026-11-25T23:59:59Z",
        "Dazu nehmen Sie bis zum 25.11.2026, 18 Uhr MEZ, Stellung. | 2026-11-25T17:00:00Z",
        "Äußern Sie sich bis zum 25. 11. 2026, 18:00 Uhr MEZ. | 2026-11-25T17:00:00Z",
        "We expect an explanation by 25 November, 18:00 CET. | 2026-11-25T17:00:00Z",
        "Donnez-nous vos explications avant le 25/11/2026 à 18h00. | 2026-11-25T18:00:00Z",
        "Esperamos sus aclaraciones antes del 25/11/2026 a las 18:00. | 2026-11-25T18:00:00Z",
        "Attendiamo i Vostri chiarimenti entro il 25/11/2026 alle 18:00. | 2026-11-25T18:00:00Z",
        "Geef ons uw toelichting uiterlijk 25-11-2026 om 18:00 uur. | 2026-11-25T18:00:00Z",
        "Esclareça até 25/11/2026 às 18:00. | 2026-11-25T18:00:00Z",
        "Czekamy na stanowisko do dnia 25.11.2026, godz. 18:00. | 2026-11-25T18:00:00Z",
        "Vyjádřete se do 25. 11. 2026, 18:00 SEČ. | 2026-11-25T17:00:00Z",
        "Ждём пояснений до 25.11.2026, 18:00 МСК. | 2026-11-25T15:00:00Z",
        "Antwortfrist: 25.11.2026, 18:00 Uhr MEZ | 2026-11-25T17:00:00Z",
        "Die Frist endet am 25.11. um 18 Uhr MEZ. | 2026-11-25T17:00:00Z",
        "Nehmen Sie bis 25.11.26, 18:00 Uhr MEZ Stellung. | 2026-11-25T17:00:00Z",
        "Reply until: 25-Nov-2026 18:00 CET | 2026-11-25T17:00:00Z",
        "Délai de réponse : 25/11/2026 18:00 (CET) | 2026-11-25T17:00:00Z",
        "Plazo de respuesta: 25/11/2026, 18:00 CET | 2026-11-25T17:00:00Z",
        "Termine per la risposta: 25/11/2026 ore 18:00 CET | 2026-11-25T17:00:00Z",
        "Reactietermijn: 25-11-2026 18:00 uur CET | 2026-11-25T17:00:00Z",
        "Prazo de resposta: 25/11/2026, 18:00 UTC | 2026-11-25T18:00:00Z",
        "Termin odpowiedzi: 25.11.2026, 18:00 CET | 2026-11-25T17:00:00Z",
        "Termín odpovědi: 25.11.2026 18:00 SEČ | 2026-11-25T17:00:00Z",
        "Срок ответа: 25.11.2026, 18:00 МСК | 2026-11-25T15:00:00Z",
        "Er förklaring vill vi ha senast 2026-11-25 kl 18:00 CET. | 2026-11-25T17:00:00Z",
        "Sie haben 24 Stunden Zeit, sonst sperren wir den Server. | 2026-11-24T09:10:00Z",
        "Bitte reagieren Sie innerhalb der nächsten 48 Stunden. | 2026-11-25T09:10:00Z",
        "Merci de nous répondre sous 24 heures. | 2026-11-24T09:10:00Z",
        "Merci de corriger le problème dans un délai de 48 heures. | 2026-11-25T09:10:00Z",
        "Une réponse est attendue avant le 25 novembre 2026 à 12h00. | 2026-11-25T12:00:00Z",
        "Sans retour au plus tard le 26/11/2026, le serveur sera suspendu. | 2026-11-26T23:59:59Z",
        "Le rogamos que responda en un plazo de 24 horas. | 2026-11-24T09:10:00Z",
        "Esperamos su respuesta antes del 25 de noviembre de 2026. | 2026-11-25T23:59:59Z",
        "Por favor, elimine el contenido dentro de las próximas 48 horas. | 2026-11-25T09:10:00Z",
        "Wij verzoeken u binnen 24 uur te reageren. | 2026-11-24T09:10:00Z",
        "Graag uw reactie uiterlijk 25 november 2026 12.00 uur. | 2026-11-25T12:00:00Z",
        "Vi preghiamo di rispondere entro 24 ore. | 2026-11-24T09:10:00Z",
        "Attendiamo riscontro entro il 25 novembre 2026 alle 12:00. | 2026-11-25T12:00:00Z",
        "La preghiamo di rimuovere la pagina entro le prossime 12 ore. | 2026-11-23T21:10:00Z",
        "Solicitamos uma resposta no prazo de 24 horas. | 2026-11-24T09:10:00Z",
        "Pedimos a remoção em até 48 horas. | 2026-11-25T09:10:00Z",
        "Aguardamos retorno até 25 de novembro de 2026 às 12:00. | 2026-11-25T12:00:00Z",
        "Responda nas próximas 24 horas, por favor. | 2026-11-24T09:10:00Z",
        "Please remove it by 09:30 UTC on Thursday, 26 November 2026. | 2026-11-26T09:30:00Z",
        "Confirm no later than 6 pm GMT on 24 November. | 2026-11-24T18:00:00Z",
        "Bitte schalten Sie die Seite bis 18 Uhr am Mittwoch, 25. November, ab. | 2026-11-25T18:00:00Z",
        "Wir bitten um Nachricht bis Freitag, 27. November 2026, 9 Uhr (MEZ). | 2026-11-27T08:00:00Z",
        "Merci d'agir avant 17 h 30 le 26 novembre 2026 (heure de Paris). | 2026-11-26T16:30:00Z",
        "Rogamos respuesta antes de las 10:00 del 26 de noviembre (hora peninsular). | 2026-11-26T09:00:00Z",
        "Aguardamos resposta até às 12:00 do dia 25/11/2026 (horário de Brasília). | 2026-11-25T15:00:00Z",
        "Graag reactie vóór 12.00 uur op 26 november 2026 (CET). | 2026-11-26T11:00:00Z",
        "Prosimy o odpowiedź do 14:00 CET dnia 26 listopada 2026 r. | 2026-11-26T13:00:00Z",
        "Просим ответить до 12:00 МСК 25 ноября 2026 г. | 2026-11-25T09:00:00Z",
        "Žádáme o odpověď do 15:00 SEČ 26. listopadu 2026. | 2026-11-26T14:00:00Z",
        "Please reply no later than noon UTC on Friday, 27 November 2026. | 2026-11-27T12:00:00Z",
        "Remove it by three o'clock in the afternoon, GMT, on 25 November. | 2026-11-25T15:00:00Z",
        "Confirm by 9 am Eastern Time on November 26, 2026. | 2026-11-26T14:00:00Z",
        "Просим ответить до 10 часов по московскому времени 25 ноября. | 2026-11-25T07:00:00Z",
        "It can be blocked at any time after the 2026-11-24 15:08:19 +0100. | 2026-11-24T14:08:19Z",
        "Please take it down by tomorrow, 12:00 UTC. | 2026-11-24T12:00:00Z",
        "Please answer by Friday. | 2026-11-27T23:59:59Z",
        "Please respond by the end of the business day. | 2026-11-23T23:59:59Z",
        "Bitte antworten Sie bis Freitag, 12 Uhr. | 2026-11-27T12:00:00Z",
        "Merci de répondre avant vendredi. | 2026-11-27T23:59:59Z",
        "La preghiamo di rispondere entro e non oltre le 24 ore. | 2026-11-24T09:10:00Z",
        "Wij vragen u dit vóór 26 november 2026 te verhelpen. | 2026-11-26T23:59:59Z",
        "Vi chiediamo di intervenire entro quarantotto ore. | 2026-11-25T09:10:00Z",
        "Bitte melden Sie sich innerhalb von zwei Werktagen. | 2026-11-25T09:10:00Z",
        "Merci de répondre sous soixante-douze heures. | 2026-11-26T09:10:00Z",
        "Responda en un plazo de cuarenta y ocho horas. | 2026-11-25T09:10:00Z",
        "Pedimos resposta em até vinte e quatro horas. | 2026-11-24T09:10:00Z",
        "Graag antwoord binnen achtenveertig uur. | 2026-11-25T09:10:00Z",
        "Please answer within forty eight hours. | 2026-11-25T09:10:00Z",
        "Prosimy o odpowiedź w ciągu 24 godzin. | 2026-11-24T09:10:00Z",
        "Prosimy o reakcję w ciągu dwóch dni roboczych. | 2026-11-25T09:10:00Z",
        "Proszę usunąć stronę w ciągu czterdziestu ośmiu godzin. | 2026-11-25T09:10:00Z",
        "Oczekujemy odpowiedzi w ciągu doby. | 2026-11-24T09:10:00Z",
        "Prosimy o odpowiedź do 25 listopada 2026, 12:00. | 2026-11-25T12:00:00Z",
        "Prosimy o odpowiedź do piątku. | 2026-11-27T23:59:59Z",
        "Prosíme o odpověď do 48 hodin. | 2026-11-25T09:10:00Z",
        "Žádáme o nápravu během tří pracovních dnů. | 2026-11-26T09:10:00Z",
        "Odpovězte prosím nejpozději do 26. listopadu 2026. | 2026-11-26T23:59:59Z",
        "Просим ответить в течение двух суток. | 2026-11-25T09:10:00Z",
        "Просим принять меры в течение 24 часов. | 2026-11-24T09:10:00Z",
        "Ждём ответа в течение суток. | 2026-11-24T09:10:00Z",
        "Ответьте в течение трёх рабочих дней. | 2026-11-26T09:10:00Z",
        "Просим сообщить о мерах до 25 ноября 2026 г. | 2026-11-25T23:59:59Z",
        "请于七十二小时内答复我方。 | 2026-11-26T09:10:00Z",
        "请在三个工作日内处理，并告知结果。 | 2026-11-26T09:10:00Z",
        "請於24小時內回覆。 | 2026-11-24T09:10:00Z",
        "务必两天之内整改。 | 2026-11-25T09:10:00Z",
        "请于2026年11月25日18时（北京时间）前回复。 | 2026-11-25T10:00:00Z",
        "请于11月26日之前关闭该页面。 | 2026-11-26T23:59:59Z",
        "回复期限：十一月二十五日下午三点半。 | 2026-11-25T15:30:00Z",
        "请于明天12:00前处理。 | 2026-11-24T12:00:00Z",
        "请于周五前答复。 | 2026-11-27T23:59:59Z",
        "４８時間以内にご回答ください。 | 2026-11-25T09:10:00Z",
        "三営業日以内にご対応をお願いいたします。 | 2026-11-26T09:10:00Z",
        "11月25日（水）17時（日本時間）までにご返信ください。 | 2026-11-25T08:00:00Z",
        "令和8年11月26日までに削除してください。 | 2026-11-26T23:59:59Z",
        "金曜日までにご連絡ください。 | 2026-11-27T23:59:59Z",
        "本日中にご対応ください。 | 2026-11-23T23:59:59Z"
      })
  void is_read(String words, Instant by) {
    assertThat(ReplyDeadline.in("Hello,\n\n" + words + "\n\nRegards", SENT)).isEqualTo(by);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "We have seen 5,000 login attempts within 24 hours.",
        "Please take action. We counted 900 connections in 12 hours.",
        "The host was blocked for 24 hours.",
        "In the last 24 hours your host sent 400 mails to us.",
        "In den letzten 24 Stunden gab es 500 Versuche.",
        "The page was reported on 25 November 2026.",
        "The certificate is valid until 2026-12-25.",
        "Please answer. It has been like that since 3 days.",
        "The scan began by 20 November 2026 and stopped.",
        "Prosimy o reakcję. W ciągu ostatnich 24 godzin odnotowaliśmy 300 prób.",
        "Prosíme o nápravu. Během posledních 24 hodin jsme zaznamenali 300 pokusů.",
        "Просим принять меры. В течение 24 часов зафиксировано 300 попыток.",
        "请处理。过去二十四小时内共有三百次尝试。",
        "请处理。该主机自11月20日起攻击我方。",
        "请处理。攻击三天前开始。",
        "We do 24 hours support; please contact us.",
        "ご対応ください。直近24時間以内に300回の試行を検知しました。"
      })
  void is_not_what_happened_in_a_period(String words) {
    assertThat(ReplyDeadline.in(words, SENT)).isNull();
  }

  @Test
  void without_a_year_is_the_next_such_day() {
    var sent = Instant.parse("2026-12-30T10:00:00Z");
    assertThat(ReplyDeadline.in("Please reply by 2 January.", sent))
        .isEqualTo("2027-01-02T23:59:59Z");
  }

  @Test
  void on_a_date_outweighs_a_period() {
    var words =
        "Please confirm within 24 hours that you got this. Answer by 30 November 2026, please.";
    assertThat(ReplyDeadline.in(words, SENT)).isEqualTo("2026-11-30T23:59:59Z");
  }
}
