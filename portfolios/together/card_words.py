"""What the card says to a client, in eight languages: short words, level A2, never a threat."""

from dataclasses import dataclass

RIGHT_TO_LEFT = {"ar"}


@dataclass(frozen=True)
class Words:
    """All of the card in one language; `{name}` is the klantmanager."""

    code: str
    own_name: str  # of the language, in itself
    title: str
    intro: str
    safe: str  # it has no influence on the benefit
    nameless: str
    listened: str
    clear: str
    own_choice: str
    yes: str
    bit: str
    no: str
    better: str
    better_hint: str
    optional: str
    age: str
    younger: str
    send: str
    choose_language: str
    thanks: str
    code_is: str
    code_why: str
    too_young: str
    need_age: str
    no_number: str
    too_long: str
    wrong: str
    over_title: str
    over: str
    own: str
    withdraw_title: str
    withdraw_words: str
    withdraw_code: str
    withdraw_send: str
    withdrawn: str
    unknown_code: str
    report_title: str
    report_words: str
    report_label: str
    report_send: str
    reported: str
    back: str
    scan: str  # on paper
    say_something: str

    @property
    def direction(self) -> str:
        return "rtl" if self.code in RIGHT_TO_LEFT else "ltr"


NL = Words(
    "nl", "Nederlands",
    "Hoe was het gesprek met {name}?",
    "Vier korte vragen. Uw antwoord helpt {name} om beter te worden. U hoeft niet mee te doen.",
    "Dit heeft geen invloed op uw uitkering.",
    "We vragen geen naam. Niemand ziet wie wat zei.",
    "Luisterde {name} goed naar u?",
    "Was het duidelijk wat {name} zei?",
    "Kon u zelf meebeslissen?",
    "Ja", "Een beetje", "Nee",
    "Wat kan beter? Of wat was fijn?",
    "Schrijf geen namen en geen nummers.",
    "Het hoeft niet",
    "Ik ben 16 jaar of ouder",
    "Ik ben jonger dan 16",
    "Verstuur", "Kies uw taal",
    "Dank u wel",
    "Uw code is:",
    "Wilt u uw antwoord weg laten halen? Dan heeft u deze code nodig. Schrijf hem op of maak "
    "een foto.",
    "Deze vragen zijn voor mensen van 16 jaar of ouder. We hebben niets bewaard. Dank u wel.",
    "Zeg of u 16 jaar of ouder bent.",
    "Hier staat een nummer. Haal het weg: we bewaren geen nummers van mensen.",
    "Dit is te lang. Maak het korter.",
    "Er ging iets niet goed",
    "Deze kaart werkt niet meer",
    "De kaart is al gebruikt, of de tijd is voorbij. U hoeft niets te doen.",
    "Dit is uw eigen vraag. Geef de kaart aan een ander.",
    "Antwoord weghalen",
    "Vul uw code in. Dan halen we uw antwoord weg. Niemand hoeft te weten waarom.",
    "Uw code", "Haal weg",
    "Uw antwoord is weg.",
    "We kennen deze code niet. Kijk of alle letters goed zijn.",
    "Er klopt iets niet",
    "Moest u dit invullen? Keek er iemand mee? Vertel het aan het register. {name} krijgt "
    "dit niet te lezen.",
    "Wat is er gebeurd?",
    "Vertel het aan het register",
    "Dank u wel. Het register kijkt ernaar.",
    "Terug",
    "Scan deze code met uw telefoon",
    "Kies of schrijf iets bij één van de vragen",
)  # fmt: skip
EN = Words(
    "en", "English",
    "How was your talk with {name}?",
    "Four short questions. Your answer helps {name} to do better. You do not have to take part.",
    "This has no effect on your benefit.",
    "We do not ask for your name. Nobody sees who said what.",
    "Did {name} listen to you well?",
    "Was it clear what {name} said?",
    "Could you help to decide?",
    "Yes", "A little", "No",
    "What can be better? Or what was good?",
    "Do not write names or numbers.",
    "You can leave this empty",
    "I am 16 years old or older",
    "I am younger than 16",
    "Send", "Choose your language",
    "Thank you",
    "Your code is:",
    "Do you want to take your answer back? Then you need this code. Write it down or take a photo.",
    "These questions are for people of 16 years or older. We did not keep anything. Thank you.",
    "Tell us if you are 16 or older.",
    "There is a number here. Take it out: we do not keep numbers of people.",
    "This is too long. Make it shorter.",
    "Something is not right",
    "This card does not work any more",
    "The card was used already, or the time is over. You do not have to do anything.",
    "This is your own question. Give the card to somebody else.",
    "Take back an answer",
    "Fill in your code. Then we remove your answer. Nobody has to know why.",
    "Your code", "Remove it",
    "Your answer is gone.",
    "We do not know this code. Check all the letters.",
    "Something is wrong",
    "Did you have to fill this in? Did somebody look while you wrote? Tell the register. "
    "{name} does not read this.",
    "What happened?",
    "Tell the register",
    "Thank you. The register will look at it.",
    "Back",
    "Scan this code with your phone",
    "Choose or write something at one of the questions",
)  # fmt: skip
AR = Words(
    "ar", "العربية",
    "كيف كانت المحادثة مع {name}؟",
    "أربعة أسئلة قصيرة. جوابك يساعد {name} على تحسين العمل. لست ملزماً بالمشاركة.",
    "هذا لا يؤثر على إعانتك المالية.",
    "لا نسأل عن اسمك. لا أحد يرى من قال ماذا.",
    "هل استمع {name} إليك جيداً؟",
    "هل كان كلام {name} واضحاً؟",
    "هل استطعت أن تشارك في القرار؟",
    "نعم", "قليلاً", "لا",
    "ما الذي يمكن أن يكون أفضل؟ أو ما الذي كان جيداً؟",
    "لا تكتب أسماء ولا أرقاماً.",
    "ليس ضرورياً",
    "عمري 16 سنة أو أكثر",
    "عمري أقل من 16 سنة",
    "أرسل", "اختر لغتك",
    "شكراً لك",
    "رمزك هو:",
    "هل تريد حذف جوابك لاحقاً؟ ستحتاج إلى هذا الرمز. اكتبه أو التقط صورة له.",
    "هذه الأسئلة لمن عمره 16 سنة أو أكثر. لم نحفظ أي شيء. شكراً لك.",
    "أخبرنا إن كان عمرك 16 سنة أو أكثر.",
    "يوجد رقم هنا. احذفه من فضلك: نحن لا نحفظ أرقام الناس.",
    "النص طويل جداً. اجعله أقصر.",
    "هناك شيء غير صحيح",
    "هذه البطاقة لم تعد تعمل",
    "تم استخدام البطاقة من قبل أو انتهى الوقت. لا حاجة لفعل أي شيء.",
    "هذا سؤالك أنت. أعطِ البطاقة لشخص آخر.",
    "حذف الجواب",
    "اكتب رمزك وسنحذف جوابك. لا أحد يحتاج أن يعرف السبب.",
    "رمزك", "احذف",
    "تم حذف جوابك.",
    "لا نعرف هذا الرمز. تأكد من كل الحروف.",
    "هناك مشكلة",
    "هل أُجبرت على ملء هذه البطاقة؟ هل نظر أحد إليك وأنت تكتب؟ أخبر السجل. {name} لا يقرأ هذا.",
    "ماذا حدث؟",
    "أخبر السجل",
    "شكراً لك. سينظر السجل في الأمر.",
    "رجوع",
    "امسح هذا الرمز بهاتفك",
    "اختر أو اكتب شيئًا في أحد الأسئلة",
)  # fmt: skip
TR = Words(
    "tr", "Türkçe",
    "{name} ile görüşmeniz nasıldı?",
    "Dört kısa soru. Cevabınız {name} için yararlıdır. Katılmak zorunda değilsiniz.",
    "Bunun ödeneğinize hiçbir etkisi yoktur.",
    "Adınızı sormuyoruz. Kimin ne dediğini kimse görmez.",
    "{name} sizi iyi dinledi mi?",
    "{name} açık konuştu mu?",
    "Karara siz de katılabildiniz mi?",
    "Evet", "Biraz", "Hayır",
    "Ne daha iyi olabilir? Ya da ne iyiydi?",
    "İsim ve numara yazmayın.",
    "Boş bırakabilirsiniz",
    "16 yaşında veya daha büyüğüm",
    "16 yaşından küçüğüm",
    "Gönder", "Dilinizi seçin",
    "Teşekkür ederiz",
    "Kodunuz:",
    "Cevabınızı sildirmek isterseniz bu kod gerekir. Yazın veya fotoğrafını çekin.",
    "Bu sorular 16 yaş ve üzeri içindir. Hiçbir şey saklamadık. Teşekkür ederiz.",
    "16 yaşında veya daha büyük olup olmadığınızı belirtin.",
    "Burada bir numara var. Lütfen silin: kişilerin numaralarını saklamıyoruz.",
    "Bu çok uzun. Lütfen kısaltın.",
    "Bir şey doğru değil",
    "Bu kart artık çalışmıyor",
    "Kart daha önce kullanıldı veya süresi doldu. Bir şey yapmanız gerekmez.",
    "Bu sizin kendi sorunuz. Kartı başka birine verin.",
    "Cevabı sil",
    "Kodunuzu yazın. Cevabınızı sileriz. Nedenini kimse bilmek zorunda değil.",
    "Kodunuz", "Sil",
    "Cevabınız silindi.",
    "Bu kodu tanımıyoruz. Bütün harfleri kontrol edin.",
    "Bir sorun var",
    "Bunu doldurmak zorunda mı kaldınız? Yazarken biri baktı mı? Kayıt kurumuna anlatın. "
    "{name} bunu okumaz.",
    "Ne oldu?",
    "Kayıt kurumuna anlat",
    "Teşekkür ederiz. Kayıt kurumu buna bakacak.",
    "Geri",
    "Bu kodu telefonunuzla okutun",
    "Sorulardan birinde bir şey seçin veya yazın",
)  # fmt: skip
PL = Words(
    "pl", "Polski",
    "Jak przebiegła rozmowa? ({name})",
    "Cztery krótkie pytania. Twoja odpowiedź pomaga lepiej pracować. Udział nie jest obowiązkowy.",
    "To nie ma wpływu na Twój zasiłek.",
    "Nie pytamy o nazwisko. Nikt nie zobaczy, kto co powiedział.",
    "Czy {name} dobrze Cię słucha?",
    "Czy {name} mówi jasno?",
    "Czy możesz współdecydować?",
    "Tak", "Trochę", "Nie",
    "Co może być lepiej? Albo co było dobre?",
    "Nie pisz nazwisk ani numerów.",
    "Możesz zostawić puste",
    "Mam 16 lat lub więcej",
    "Mam mniej niż 16 lat",
    "Wyślij", "Wybierz język",
    "Dziękujemy",
    "Twój kod:",
    "Chcesz później usunąć odpowiedź? Potrzebujesz tego kodu. Zapisz go lub zrób zdjęcie.",
    "Te pytania są dla osób od 16 lat. Niczego nie zapisaliśmy. Dziękujemy.",
    "Powiedz, czy masz 16 lat lub więcej.",
    "Tu jest numer. Usuń go: nie przechowujemy numerów osób.",
    "To jest za długie. Skróć tekst.",
    "Coś jest nie tak",
    "Ta karta już nie działa",
    "Karta została już użyta albo minął czas. Nie musisz nic robić.",
    "To jest Twoje własne pytanie. Daj kartę innej osobie.",
    "Usuń odpowiedź",
    "Wpisz kod. Usuniemy Twoją odpowiedź. Nikt nie musi wiedzieć dlaczego.",
    "Twój kod", "Usuń",
    "Twoja odpowiedź została usunięta.",
    "Nie znamy tego kodu. Sprawdź wszystkie litery.",
    "Coś się nie zgadza",
    "Czy ktoś kazał Ci to wypełnić? Czy ktoś patrzył, gdy pisałeś lub pisałaś? Powiedz o tym "
    "rejestrowi. {name} tego nie przeczyta.",
    "Co się stało?",
    "Powiedz rejestrowi",
    "Dziękujemy. Rejestr się tym zajmie.",
    "Wstecz",
    "Zeskanuj ten kod telefonem",
    "Wybierz lub napisz coś przy jednym z pytań",
)  # fmt: skip
UK = Words(
    "uk", "Українська",
    "Як пройшла розмова? ({name})",
    "Чотири короткі запитання. Ваша відповідь допомагає працювати краще. Брати участь не "
    "обов’язково.",
    "Це не впливає на вашу допомогу (виплати).",
    "Ми не питаємо імені. Ніхто не побачить, хто що сказав.",
    "Чи {name} добре вас слухає?",
    "Чи {name} говорить зрозуміло?",
    "Чи могли ви брати участь у рішенні?",
    "Так", "Трохи", "Ні",
    "Що може бути краще? Або що було добре?",
    "Не пишіть імен і номерів.",
    "Можна залишити порожнім",
    "Мені 16 років або більше",
    "Мені менше ніж 16 років",
    "Надіслати", "Виберіть мову",
    "Дякуємо",
    "Ваш код:",
    "Хочете потім видалити відповідь? Вам потрібен цей код. Запишіть його або сфотографуйте.",
    "Ці запитання для людей від 16 років. Ми нічого не зберегли. Дякуємо.",
    "Скажіть, чи вам 16 років або більше.",
    "Тут є номер. Видаліть його: ми не зберігаємо номери людей.",
    "Це задовго. Зробіть коротше.",
    "Щось не так",
    "Ця картка більше не працює",
    "Картку вже використали або час минув. Вам нічого не треба робити.",
    "Це ваше власне запитання. Дайте картку іншій людині.",
    "Видалити відповідь",
    "Введіть код. Ми видалимо вашу відповідь. Ніхто не має знати чому.",
    "Ваш код", "Видалити",
    "Вашу відповідь видалено.",
    "Ми не знаємо цього коду. Перевірте всі літери.",
    "Щось неправильно",
    "Вас змусили це заповнити? Хтось дивився, коли ви писали? Розкажіть реєстру. {name} цього не "
    "прочитає.",
    "Що сталося?",
    "Розповісти реєстру",
    "Дякуємо. Реєстр це розгляне.",
    "Назад",
    "Відскануйте цей код телефоном",
    "Виберіть або напишіть щось в одному із запитань",
)  # fmt: skip
FR = Words(
    "fr", "Français",
    "Comment était l’entretien avec {name} ?",
    "Quatre questions courtes. Votre réponse aide {name} à mieux travailler. Ce n’est pas "
    "obligatoire.",
    "Cela n’a aucun effet sur votre allocation.",
    "Nous ne demandons pas votre nom. Personne ne voit qui a dit quoi.",
    "Est-ce que {name} vous a bien écouté ?",
    "Est-ce que {name} était facile à comprendre ?",
    "Avez-vous pu décider aussi ?",
    "Oui", "Un peu", "Non",
    "Qu’est-ce qui peut être mieux ? Ou qu’est-ce qui était bien ?",
    "N’écrivez pas de noms ni de numéros.",
    "Vous pouvez laisser vide",
    "J’ai 16 ans ou plus",
    "J’ai moins de 16 ans",
    "Envoyer", "Choisissez votre langue",
    "Merci",
    "Votre code :",
    "Vous voulez retirer votre réponse plus tard ? Il vous faut ce code. Notez-le ou prenez "
    "une photo.",
    "Ces questions sont pour les personnes de 16 ans ou plus. Nous n’avons rien gardé. Merci.",
    "Dites si vous avez 16 ans ou plus.",
    "Il y a un numéro ici. Enlevez-le : nous ne gardons pas de numéros de personnes.",
    "C’est trop long. Faites plus court.",
    "Quelque chose ne va pas",
    "Cette carte ne marche plus",
    "La carte a déjà servi, ou le temps est passé. Vous n’avez rien à faire.",
    "C’est votre propre question. Donnez la carte à quelqu’un d’autre.",
    "Retirer une réponse",
    "Écrivez votre code. Nous effaçons votre réponse. Personne n’a besoin de savoir pourquoi.",
    "Votre code", "Retirer",
    "Votre réponse est effacée.",
    "Nous ne connaissons pas ce code. Vérifiez toutes les lettres.",
    "Il y a un problème",
    "On vous a obligé à répondre ? Quelqu’un a regardé ? Dites-le au registre. {name} ne lit "
    "pas cela.",
    "Que s’est-il passé ?",
    "Le dire au registre",
    "Merci. Le registre va regarder.",
    "Retour",
    "Scannez ce code avec votre téléphone",
    "Choisissez ou écrivez quelque chose à une des questions",
)  # fmt: skip
ES = Words(
    "es", "Español",
    "¿Cómo fue la conversación con {name}?",
    "Cuatro preguntas cortas. Su respuesta ayuda a {name} a trabajar mejor. No es obligatorio.",
    "Esto no tiene ningún efecto en su prestación.",
    "No preguntamos su nombre. Nadie ve quién dijo qué.",
    "¿{name} le escuchó bien?",
    "¿Fue claro lo que dijo {name}?",
    "¿Pudo usted decidir también?",
    "Sí", "Un poco", "No",
    "¿Qué puede ser mejor? ¿O qué fue bueno?",
    "No escriba nombres ni números.",
    "Puede dejarlo vacío",
    "Tengo 16 años o más",
    "Tengo menos de 16 años",
    "Enviar", "Elija su idioma",
    "Gracias",
    "Su código es:",
    "¿Quiere quitar su respuesta después? Necesita este código. Escríbalo o haga una foto.",
    "Estas preguntas son para personas de 16 años o más. No guardamos nada. Gracias.",
    "Diga si tiene 16 años o más.",
    "Aquí hay un número. Quítelo: no guardamos números de personas.",
    "Es demasiado largo. Hágalo más corto.",
    "Algo no está bien",
    "Esta tarjeta ya no funciona",
    "La tarjeta ya se usó, o el tiempo terminó. No tiene que hacer nada.",
    "Esta es su propia pregunta. Dé la tarjeta a otra persona.",
    "Quitar una respuesta",
    "Escriba su código. Borramos su respuesta. Nadie tiene que saber por qué.",
    "Su código", "Quitar",
    "Su respuesta se ha borrado.",
    "No conocemos este código. Mire si todas las letras están bien.",
    "Algo va mal",
    "¿Le obligaron a contestar? ¿Alguien miró mientras escribía? Dígalo al registro. {name} no lee "
    "esto.",
    "¿Qué pasó?",
    "Decirlo al registro",
    "Gracias. El registro lo va a mirar.",
    "Volver",
    "Escanee este código con su teléfono",
    "Elija o escriba algo en una de las preguntas",
)  # fmt: skip
LANGUAGES = {words.code: words for words in (NL, EN, AR, TR, PL, UK, FR, ES)}
