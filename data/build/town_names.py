"""Plain Latin, Arabic and Hebrew names of the region's towns, as a map shows them.

GeoNames' alternate names come without a language and without a preference in this package (its
first Arabic name of Haifa is another town), so the names that a map shows are written here.
A town that is not here keeps GeoNames' name and shows no native name.
"""

from __future__ import annotations

_TABLE = """
SY|Aleppo|Aleppo|حلب|חאלב
SY|Damascus|Damascus|دمشق|דמשק
SY|Homs|Homs|حمص|חומס
SY|Latakia|Latakia|اللاذقية|לטקיה
SY|Ar Raqqah|Raqqa|الرقة|א-רקה
SY|Ḩamāh|Hama|حماة|חמאת
SY|Ţarţūs|Tartus|طرطوس|טרטוס
SY|Al Ḩasakah|Hasakah|الحسكة|
SY|Deir ez-Zor|Deir ez-Zor|دير الزور|דיר א-זור
SY|Al Qāmishlī|Qamishli|القامشلي|
SY|Al Bāb|Al-Bab|الباب|
SY|Idlib|Idlib|إدلب|אידליב
SY|Dūmā|Douma|دوما|
SY|Manbij|Manbij|منبج|
SY|Dar‘ā|Daraa|درعا|דרעא
SY|As Salamīyah|Salamiyah|السلمية|
SY|Al-Tabqa|Tabqa|الطبقة|
SY|I‘zāz|Azaz|أعزاز|
SY|Jablah|Jableh|جبلة|
SY|As-Suwayda|Suwayda|السويداء|סווידא
SY|Ālbū Kamāl|Abu Kamal|البوكمال|
SY|At Tall|Al-Tall|التل|
SY|Al Mayādīn|Mayadin|الميادين|
SY|Ar Rastan|Rastan|الرستن|
SY|Tadmur|Palmyra|تدمر|תדמור
SY|‘Ayn al ‘Arab|Kobani|عين العرب|
SY|An Nabk|An-Nabk|النبك|
SY|Khān Shaykhūn|Khan Shaykhun|خان شيخون|
SY|‘Afrīn|Afrin|عفرين|
SY|Nawá|Nawa|نوى|
SY|Al Quşayr|Al-Qusayr|القصير|
SY|Yabrūd|Yabrud|يبرود|
SY|Jisr ash Shughūr|Jisr al-Shughur|جسر الشغور|
SY|Bāniyās|Baniyas|بانياس|
SY|Al Qunayţirah|Quneitra|القنيطرة|קוניטרה
SY|Saraqib|Saraqib|سراقب|
SY|Jayrūd|Jayrud|جيرود|
SY|Maşyāf|Masyaf|مصياف|
SY|Al Qaryatayn|Al-Qaryatayn|القريتين|
SY|Jāsim|Jasim|جاسم|
SY|Az Zabadānī|Zabadani|الزبداني|
SY|Majdal Shams|Majdal Shams|مجدل شمس|מג'דל שמס
SY|Khān Arnabah|Khan Arnabah|خان أرنبة|
SY|Aḑ Ḑumayr|Dumayr|الضمير|
SY|Al Quţayfah|Al-Qutayfah|القطيفة|
IL|Katzrin|Katzrin||קצרין
LB|Beirut|Beirut|بيروت|ביירות
LB|Tripoli|Tripoli|طرابلس|טריפולי
LB|Sidon|Sidon|صيدا|צידון
LB|Tyre|Tyre|صور|צור
LB|Nabatîyé et Tahta|Nabatieh|النبطية|נבטיה
LB|Jounieh|Jounieh|جونية|
LB|Zahlé|Zahle|زحلة|זחלה
LB|Aarsâl|Arsal|عرسال|
LB|Baalbek|Baalbek|بعلبك|בעלבכ
LB|Aley|Aley|عاليه|
LB|Marjayoun|Marjayoun|مرجعيون|
LB|Bent Jbaïl|Bint Jbeil|بنت جبيل|
IL|Jerusalem|Jerusalem|القدس|ירושלים
IL|Tel Aviv|Tel Aviv|تل أبيب|תל אביב
IL|Haifa|Haifa|حيفا|חיפה
IL|Rishon LeTsiyyon|Rishon LeZion||ראשון לציון
IL|Petaẖ Tiqva|Petah Tikva||פתח תקווה
IL|Netanya|Netanya|نتانيا|נתניה
IL|Ashdod|Ashdod|أسدود|אשדוד
IL|Beersheba|Beersheba|بئر السبع|באר שבע
IL|Ashkelon|Ashkelon|عسقلان|אשקלון
IL|Hadera|Hadera||חדרה
IL|Nazareth|Nazareth|الناصرة|נצרת
IL|Nahariyya|Nahariya||נהריה
IL|Acre|Acre|عكا|עכו
IL|Karmi’el|Karmiel||כרמיאל
IL|Afula|Afula|العفولة|עפולה
IL|Tiberias|Tiberias|طبريا|טבריה
IL|Safed|Safed|صفد|צפת
IL|Dimona|Dimona|ديمونا|דימונה
IL|Metula|Metula|المطلة|מטולה
IL|Qiryat Shmona|Kiryat Shmona||קריית שמונה
IL|Eilat|Eilat|إيلات|אילת
PS|Gaza|Gaza|غزة|עזה
PS|Khān Yūnis|Khan Yunis|خان يونس|חאן יונס
PS|Hebron|Hebron|الخليل|חברון
PS|Nablus|Nablus|نابلس|שכם
PS|Ţūlkarm|Tulkarm|طولكرم|טולכרם
PS|Ramallah|Ramallah|رام الله|רמאללה
PS|Janīn|Jenin|جنين|ג'נין
JO|Amman|Amman|عمان|עמאן
JO|Zarqa|Zarqa|الزرقاء|
JO|Irbid|Irbid|إربد|אירביד
JO|Ar Ramthā|Ramtha|الرمثا|
JO|‘Ajlūn|Ajloun|عجلون|
JO|As Salţ|Salt|السلط|
JO|Aqaba|Aqaba|العقبة|עקבה
JO|Mādabā|Madaba|مادبا|
JO|Mafraq|Mafraq|المفرق|
JO|Ma'an|Ma'an|معان|
JO|Rukban|Rukban|الركبان|
IQ|Baghdad|Baghdad|بغداد|בגדאד
IQ|Mosul|Mosul|الموصل|מוסול
IQ|Basrah|Basra|البصرة|בצרה
IQ|Erbil|Erbil|أربيل|ארביל
IQ|Karbala|Karbala|كربلاء|כרבלא
IQ|Kirkuk|Kirkuk|كركوك|כירכוכ
IQ|Sulaymaniyah|Sulaymaniyah|السليمانية|
IQ|Nasiriyah|Nasiriyah|الناصرية|
IQ|Najaf|Najaf|النجف|נג'ף
IQ|Al Hillah|Hillah|الحلة|
IQ|Dihok|Duhok|دهوك|
IQ|Al ‘Amārah|Amarah|العمارة|
IQ|Al Diwaniyah|Diwaniyah|الديوانية|
IQ|Al-Kut|Kut|الكوت|
IQ|Ramadi|Ramadi|الرمادي|
IQ|Al Fallūjah|Fallujah|الفلوجة|פלוג'ה
IQ|Baqubah|Baqubah|بعقوبة|
IQ|Sāmarrā’|Samarra|سامراء|סאמרא
IQ|As Samawah|Samawah|السماوة|
IQ|Khānaqīn|Khanaqin|خانقين|
IQ|Al Qā’im|Al-Qaim|القائم|
IQ|Bayjī|Baiji|بيجي|
EG|Suez|Suez|السويس|סואץ
EG|Arīsh|Arish|العريش|אל-עריש
CY|Nicosia|Nicosia|نيقوسيا|ניקוסיה
CY|Limassol|Limassol|ليماسول|לימסול
KW|Kuwait City|Kuwait City|مدينة الكويت|כווית
SA|Tabuk|Tabuk|تبوك|
SA|Ha'il|Ha'il|حائل|
SA|Hafar Al-Batin|Hafar al-Batin|حفر الباطن|
SA|Arar|Arar|عرعر|
SA|Sakakah|Sakaka|سكاكا|
IR|Tabriz|Tabriz|تبريز|תבריז
IR|Orūmīyeh|Urmia|أرومية|
IR|Ahvaz|Ahvaz|الأهواز|
IR|Kermanshah|Kermanshah|كرمانشاه|
TR|Gaziantep|Gaziantep|غازي عنتاب|
TR|Diyarbakır|Diyarbakır|ديار بكر|
TR|Adana|Adana|أضنة|
TR|Antakya|Antakya|أنطاكية|אנטקיה
TR|Şanlıurfa|Şanlıurfa|أورفة|
"""

TOWN_NAMES: dict[tuple[str, str], tuple[str, str, str]] = {
    (row[0], row[1]): (row[2], row[3], row[4])
    for row in (line.split("|") for line in _TABLE.strip().splitlines())
}
"""(ISO alpha-2, GeoNames name) to (Latin, Arabic, Hebrew)."""

ALWAYS = frozenset(
    {
        ("SY", "Al Qunayţirah"),
        ("SY", "Majdal Shams"),
        ("SY", "Khān Arnabah"),
        ("SY", "Yabrūd"),
        ("SY", "Jayrūd"),
        ("SY", "Aḑ Ḑumayr"),
        ("SY", "Al Quţayfah"),
        ("SY", "An Nabk"),
        ("SY", "Az Zabadānī"),
        ("SY", "Tadmur"),
        ("SY", "Dar‘ā"),
        ("SY", "Ālbū Kamāl"),
        ("LB", "Baalbek"),
        ("LB", "Marjayoun"),
        ("LB", "Bent Jbaïl"),
        ("IL", "Metula"),
        ("IL", "Qiryat Shmona"),
        ("IL", "Katzrin"),
        ("IL", "Eilat"),
        ("IQ", "Al Qā’im"),
        ("IQ", "Mosul"),
        ("IQ", "Basrah"),
    }
)
"""Towns that stories about these borders name; shown however small they are."""

NEVER = frozenset(
    {
        ("IQ", "Al Mawşil al Jadīdah"),
        ("IQ", "Al Başrah al Qadīmah"),
        ("IQ", "Abū Ghurayb"),
        ("JO", "Ḩayy Khildā"),
        ("IQ", "Al Madīnah"),
    }
)
"""Quarters that GeoNames counts as towns of a million, which would push the city itself out."""
