<?php
/**
 * Fills a new WordPress with the kinds of posts that there are in a site of thirteen years. Prints the numbers of those
 * that the tests look for as JSON.
 *
 * Usage: php seed.php FOLDER
 */
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = 'localhost';
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/image.php';

// The installation writes a letter to the new owner, and there is no post here.
function wp_mail() { return true; }
wp_install('Новини', 'editor', 'editor@example.org', true, '', 'password', 'bg_BG');
update_option('timezone_string', 'Europe/Sofia');
update_option('posts_per_page', 10);
update_option('permalink_structure', '/%year%/%monthnum%/%postname%/');
switch_theme('plain');
wp_delete_post(1, true);
global $wp_rewrite;
$wp_rewrite->init();
$wp_rewrite->flush_rules();
// Only now does WordPress know the kinds of posts and terms for good.
create_initial_taxonomies();

// As an editor of long standing, whom WordPress lets write anything, scripts among it.
kses_remove_filters();

$made = [];
function add(string $name, string $date, array $fields): int {
  global $made;
  $id = wp_insert_post(array_merge([
    'post_status' => 'publish',
    'post_author' => 1,
    'post_date' => $date,
    'post_content' => '<p>Съдържание на историята.</p>',
    'post_title' => $name,
  ], $fields), true);
  if (is_wp_error($id)) { fwrite(STDERR, $id->get_error_message()); exit(1); }
  $made[$name] = $id;
  return $id;
}

/** A picture in the library, in all the sizes that WordPress makes of it. */
function picture(string $file, int $width, int $height): int {
  $uploads = wp_upload_dir();
  $path = $uploads['path'] . '/' . $file;
  $image = imagecreatetruecolor($width, $height);
  imagefilledrectangle($image, 0, 0, $width, $height, imagecolorallocate($image, 40, 120, 160));
  imagepng($image, $path);
  $id = wp_insert_attachment(['post_mime_type' => 'image/png', 'post_title' => $file, 'post_status' => 'inherit'], $path);
  wp_update_attachment_metadata($id, wp_generate_attachment_metadata($id, $path));
  update_post_meta($id, '_wp_attachment_image_alt', 'Хвърчила над града');
  return $id;
}

$kites = wp_insert_term('Хвърчила', 'post_tag')['term_id'];
$families = wp_insert_term('Семейства', 'post_tag')['term_id'];
$news = wp_insert_term('Кампании', 'category')['term_id'];
$training = wp_insert_term('Обучения', 'category')['term_id'];

// Thirteen years but 2011, and one of more posts than are sent at once.
foreach (range(2010, 2022) as $year) {
  if ($year === 2011) continue;
  foreach (range(1, $year === 2019 ? 120 : 3) as $number) {
    $day = sprintf('%d-%02d-%02d 10:00:00', $year, 1 + $number % 11, 1 + $number % 27);
    add("Новина $number от $year", $day, ['post_category' => [$number % 2 ? $training : $news]]);
  }
}
// Site time, not UTC: in Sofia it is 2019 already.
add('Новогодишна', '2019-01-01 00:30:00', []);

$newest = add('Ден на хвърчилата', '2022-12-20 12:00:00', [
  'post_content' => '<p>Децата пускат хвърчила. (прочетено 5 544, 1 прочетено днес)</p>'
    . '[gallery ids="1,2"]<p onclick="alert(1)">И се радват [1].</p><script>window.wasRun = true;</script>',
  'tags_input' => ['Хвърчила', 'Семейства'],
  'post_category' => [$news],
]);
set_post_thumbnail($newest, picture('kites.png', 1600, 900));
add('Още хвърчила', '2014-05-01 12:00:00', ['tags_input' => ['Хвърчила'], 'post_category' => [$training]]);
add('Семейства и хвърчила', '2013-05-01 12:00:00', ['tags_input' => ['Хвърчила', 'Семейства']]);
add('Entities', '2022-12-19 12:00:00', ['post_title' => 'Дом & деца – „първа“ стъпка <5k>']);
add('Protected', '2022-12-18 12:00:00', ['post_title' => 'Само за дарители', 'post_password' => 'x', 'post_content' => 'Тайна.']);
set_post_thumbnail($made['Protected'], picture('secret.png', 300, 300));
$sticky = add('Закачена', '2012-02-02 12:00:00', []);
stick_post($sticky);
add('Draft', '2022-12-21 12:00:00', ['post_status' => 'draft', 'post_title' => 'Чернова']);
$gone = add('Deleted picture', '2022-12-17 12:00:00', ['post_title' => 'Снимката я няма']);
$picture = picture('gone.png', 300, 300);
set_post_thumbnail($gone, $picture);
global $wpdb;
// As a plug-in does that cleans the library up: the post still names it.
$wpdb->delete($wpdb->posts, ['ID' => $picture]);
add('Picture only', '2022-12-16 12:00:00', [
  'post_title' => 'Само снимка',
  'post_content' => '<p><img src="' . wp_get_attachment_url(picture('only.png', 400, 300)) . '" alt=""></p>',
]);
add('Untitled', '2022-12-15 12:00:00', ['post_title' => '', 'post_content' => '<p>История без заглавие.</p>']);
add('English', '2022-12-14 12:00:00', [
  'post_title' => 'A day of kites',
  'post_content' => '<p>The children fly kites over the town.</p>',
]);
add('Bilingual', '2022-12-13 12:00:00', [
  'post_title' => 'Приемна грижа',
  'post_content' => '<p>Първото семейство вече помага на второто.</p><p>Foster care</p><p>The first family helps the second by now.</p>',
]);
echo "\n", json_encode($made, JSON_UNESCAPED_UNICODE), "\n";
